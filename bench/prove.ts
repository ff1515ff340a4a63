import { PROTOCOL } from '../runtime/kernel/packet.ts';
import { explore } from '../runtime/prove/explore.ts';
import { reachSet, sourcesIn, USABLE_PORTS } from '../runtime/prove/reach-set.ts';
import { subtract, union, type ValueSet } from '../runtime/prove/value-set.ts';
import type { World } from '../runtime/world.ts';
import { type Figure, medianMs } from './stopwatch.ts';
import { worldOf } from './world-of.ts';

const NETWORKS = 50;

function apart(): World {
  const lines = Array.from(
    { length: NETWORKS },
    (_, i) => `  network n${i} { subnet 10.${i}.0.0/24 }\n  container c${i} { image nginx; network n${i} }`,
  );
  return worldOf(`scenario "bench" {\n  host h1 { address 192.168.1.31/24 }\n${lines.join('\n')}\n}\n`);
}

/** Nobody on one of the bridges gets a TCP packet to anybody on another one. */
function isolation({ kernel }: World): number {
  let pieces = 0;
  const containers = [...kernel.namespaces.values()].filter(({ label }) => label.startsWith('h1/c'));
  const own = containers.map(({ id }) => subtract(sourcesIn(kernel, id, 4), [0x7f000000, 0x7fffffff]));
  const all = own.reduce<ValueSet>(union, []);
  for (const [index, { id: from }] of containers.entries()) {
    const ports = { sourcePort: USABLE_PORTS, destinationPort: USABLE_PORTS };
    const space = {
      from,
      protocol: PROTOCOL.tcp,
      source: own[index]!,
      destination: subtract(all, own[index]!),
    };
    for (const { outcome } of explore(kernel, { ...space, ...ports })) {
      if (outcome.kind === 'delivered') throw new Error('the bridges are not kept apart');
      pieces++;
    }
  }
  return pieces;
}

export function proving(): Figure[] {
  const world = apart();
  const pieces = isolation(world);
  const again = medianMs(() => isolation(world), 5);
  const [first] = [...world.kernel.namespaces.values()].filter(({ label }) => label === 'h1/c0');
  const one = medianMs(() => {
    world.kernel.revision++;
    reachSet(world.kernel, first!.id);
  }, 5);
  return [
    {
      what: `isolation of ${NETWORKS} bridge networks, proved`,
      value: `${again.toFixed(1)} ms, ${pieces} pieces`,
      aim: '5 ms',
    },
    { what: 'all packets of one container there, after an edit', value: `${one.toFixed(1)} ms`, aim: '1 ms' },
  ];
}
