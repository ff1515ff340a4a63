import { formatIp } from '../../runtime/address/ip.ts';
import { ask } from '../../runtime/scenario/ask.ts';
import { INTERNET_ADDRESS } from '../../runtime/scenario/build/internet.ts';
import {
  isUnknown,
  linksOf,
  machineParty,
  type Party,
  runningContainers,
} from '../../runtime/scenario/party.ts';
import type { Session } from '../../runtime/scenario/session.ts';
import type { ModeComparison } from './page.ts';
import type { BoxMode, BoxView, Topology } from './topology.ts';

/** So many modes in one scenario make a table worth while. */
const ENOUGH = 3;

/** When to take which: advice that no world can compute. */
const ADVICE: { readonly [K in BoxMode['kind']]: string } = {
  networks:
    'containers of one host that talk to each other; the usual choice, best with a network of their own',
  host: 'programs that need the host’s own network as it is, or whose many ports would be tedious to publish',
  none: 'batch jobs, tests, and whatever must talk to nobody',
  container: 'a second program beside the first: tools for diagnosis, the helpers of a pod',
};

/** A row for each mode that the containers of a scenario are in, or nothing where there are too few to compare. */
export function compareModes({ world }: Session, { machines }: Topology): ModeComparison | undefined {
  const boxes = machines.flatMap((machine) => machine.boxes).filter(({ kind }) => kind === 'container');
  const first = new Map<string, BoxView>();
  for (const box of boxes) if (!first.has(box.mode.kind)) first.set(box.mode.kind, box);
  if (first.size < ENOUGH) return undefined;
  const parties = runningContainers(world);
  const rows = [...first.values()].flatMap((box) => {
    const party = parties.find(({ name }) => name === box.name);
    return party === undefined ? [] : [rowOf(world, box, party)];
  });
  return { rows };
}

type World = Session['world'];

function rowOf(world: World, box: BoxView, party: Party): ModeComparison['rows'][number] {
  return {
    container: box.name,
    mode: box.mode.kind === 'networks' ? 'bridge' : box.mode.kind,
    flag: flagOf(box.mode),
    interfaces: interfacesOf(world, party),
    gateway: gatewayOf(world, party),
    internet: answers(world, party, INTERNET_ADDRESS) ? 'yes' : 'no',
    incoming: incomingOf(world, box, party),
    advice: ADVICE[box.mode.kind],
  };
}

const flagOf = (mode: BoxMode): string => {
  if (mode.kind === 'networks') return 'nothing, or `--network NAME`';
  return mode.kind === 'container' ? `\`--network container:${mode.of}\`` : `\`--network ${mode.kind}\``;
};

function interfacesOf(world: World, { netns }: Party): string {
  const space = world.kernel.namespaces.get(netns!)!;
  return linksOf(world, space)
    .filter(({ name }) => !name.startsWith('veth'))
    .map(({ name, addresses }) => {
      const address = addresses.find(({ ip }) => typeof ip === 'number');
      return address === undefined ? name : `${name} ${formatIp(address.ip)}`;
    })
    .join(', ');
}

function gatewayOf(world: World, { netns }: Party): string {
  const route = world.kernel.namespaces
    .get(netns!)!
    .routes.find(({ destination, via }) => destination.length === 0 && typeof via === 'number');
  return route?.via === undefined ? '–' : formatIp(route.via);
}

const answers = (world: World, from: Party, ip: Party['addresses'][number]): boolean =>
  ask(world, from, { ip, door: { kind: 'port', port: 443, protocol: 'tcp' } }).outcome.kind === 'delivered';

/** Whether a neighbour on the LAN, or the host itself, gets an echo from its address. */
function incomingOf(world: World, box: BoxView, party: Party): string {
  const [ip] = party.addresses;
  if (ip === undefined) return 'nobody: it has no address';
  const askers = [...world.kernel.machines.values()].flatMap(({ name, kind }) => {
    const asker = kind === 'client' || kind === 'host' ? machineParty(world, name) : undefined;
    return asker === undefined || isUnknown(asker) ? [] : [asker];
  });
  const able = askers.filter(
    (asker) => ask(world, asker, { ip, door: { kind: 'icmp' } }).outcome.kind === 'delivered',
  );
  const doors = box.published.length > 0 ? `; published ${box.published.join(', ')}` : '';
  return `${able.map(({ name }) => `\`${name}\``).join(', ') || 'nobody'}${doors}`;
}
