import { linkByName } from '../runtime/kernel/link-registry.ts';
import type { Recorder } from '../runtime/kernel/trace.ts';
import { connectTcp } from '../runtime/probe/connect-tcp.ts';
import type { World } from '../runtime/world.ts';
import { bridgeScenario } from './sources.ts';
import { type Figure, ratePerSecond, thousands } from './stopwatch.ts';
import { worldOf } from './world-of.ts';

/** The namespaces of all containers and the first address of each. */
function containersOf(world: World) {
  return [...(world.engines.get('h1')?.containers.values() ?? [])].map(({ netns }) => ({
    netns: netns!,
    ip: linkByName(world.kernel, netns!, 'eth0')!.addresses[0]!.ip,
  }));
}

export function verdicts(): Figure[] {
  const world = worldOf(bridgeScenario(10));
  const all = containersOf(world);
  let turn = 0;
  const ask = (recorder?: Recorder): void => {
    const [a, b] = [all[turn % all.length]!, all[(turn + 1) % all.length]!];
    turn++;
    const outcome = connectTcp(world, { netns: a.netns, to: b.ip, port: 80, ...(recorder && { recorder }) });
    if (outcome.kind !== 'delivered') throw new Error(outcome.kind);
  };
  const hops: unknown[] = [];
  const bare = ratePerSecond(() => ask(), 2);
  const traced = ratePerSecond(() => {
    hops.length = 0;
    ask({ hop: (hop) => hops.push(hop) });
  }, 2);
  return [
    { what: 'verdicts a second, same bridge, no trace', value: thousands(bare), aim: '500,000' },
    {
      what: `verdicts a second with a trace of ${hops.length} hops`,
      value: thousands(traced),
      aim: '100,000',
    },
  ];
}
