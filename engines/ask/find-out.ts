import { formatIp, parseIp } from '../../runtime/address/ip.ts';
import type { Door } from '../../runtime/scenario/ask.ts';
import { INTERNET, INTERNET_ADDRESS } from '../../runtime/scenario/build/internet.ts';
import type { Party } from '../../runtime/scenario/party.ts';
import type { World } from '../../runtime/world.ts';
import { execute } from '../exec.ts';
import type { Place } from '../place.ts';
import type { Performance } from '../play/act.ts';
import { isUnaskable, runAt, type Unaskable } from '../play/run-at.ts';
import { serveOnInternet } from '../serve-on-internet.ts';
import type { Stage } from '../stage.ts';
import { type Known, keyOf, type Wanted } from './gathered-answers.ts';
import { outcomeOf } from './outcome-of.ts';

/** Seconds that a question waits for an answer. A neighbour that is not there is given up after three. */
export const PATIENCE = { short: 2, long: 6 } as const;

/** Asks the real machines everything that is wanted, all at once; gives the reasons of what cannot be asked. */
export async function findOut(
  performance: Performance,
  world: World,
  wanted: Iterable<Wanted>,
  known: Known,
  patience: number = PATIENCE.short,
): Promise<readonly Unaskable[]> {
  const problems: Unaskable[] = [];
  const byAsker = new Map<string, { readonly place: Place; readonly list: Wanted[] }>();
  for (const one of wanted) {
    if (one.kind === 'run') {
      const ran = await runAt(performance, one.place, one.command);
      if (isUnaskable(ran)) problems.push(ran);
      else known.ran.set(keyOf(one), ran);
      continue;
    }
    const party = one.kind === 'ask' ? one.from : one.party;
    const place = askerOf(performance.stage, party);
    const problem = isUnaskable(place) ? place : whyNot(one);
    if (problem !== undefined) {
      problems.push(problem);
      continue;
    }
    const key = party.container?.id ?? party.name;
    const entry = byAsker.get(key) ?? { place: place as Place, list: [] };
    byAsker.set(key, entry);
    entry.list.push(one);
  }
  await openInternet(performance.stage, byAsker);
  await Promise.all(
    [...byAsker.values()].map(({ place, list }) => askFrom(world, place, list, known, patience)),
  );
  return problems;
}

/** The internet answers on every port: one that nobody asked for before is opened now. */
async function openInternet(
  { clients }: Stage,
  askers: ReadonlyMap<string, { readonly list: readonly Wanted[] }>,
): Promise<void> {
  const place = clients.get(INTERNET);
  if (place === undefined) return;
  const doors = [...askers.values()].flatMap(({ list }) =>
    list.flatMap((one) =>
      one.kind === 'ask' && one.question.ip === INTERNET_ADDRESS && one.question.door.kind === 'port'
        ? [one.question.door]
        : [],
    ),
  );
  for (const { port, protocol } of doors) await serveOnInternet(place, port, protocol);
}

/** Where a party's programs run. */
function askerOf(stage: Stage, party: Party): Place | Unaskable {
  const { container, machine, name } = party;
  if (container !== undefined && machine !== undefined) {
    if (container.state.status === 'paused')
      return { unaskable: `${name} is paused and runs no program of dnet's` };
    return { connection: stage.hosts.get(machine)!.engine.connection, container: container.id, prefix: [] };
  }
  const place = stage.clients.get(name) ?? stage.hosts.get(name)?.inside;
  return place ?? { unaskable: `no real machine stands for ${name}` };
}

const whyNot = (one: Wanted): Unaskable | undefined =>
  one.kind === 'ask' && one.question.size !== undefined
    ? { unaskable: 'the probe image sends no packets of a given size' }
    : undefined;

async function askFrom(
  world: World,
  { connection, container, prefix }: Place,
  list: readonly Wanted[],
  known: Known,
  patience: number,
): Promise<void> {
  const lines = list.map((one, i) => `${i} ${lineOf(one)}`);
  const { stdout, stderr } = await execute(connection, container, [
    ...prefix,
    '/bin/ask',
    `${patience}`,
    ...lines,
  ]);
  const said = new Map(
    stdout.split('\n').flatMap((line) => {
      const [number, status, text = ''] = line.split('\t');
      return number && status ? [[Number(number), { status, text }] as const] : [];
    }),
  );
  for (const [i, one] of list.entries()) {
    const reply = said.get(i);
    if (reply === undefined)
      throw new Error(`no answer to "${lines[i]}" in ${container}: ${stderr.trim() || stdout.trim()}`);
    if (one.kind === 'ask') {
      known.questions.set(keyOf(one), one);
      known.asked.set(keyOf(one), { outcome: outcomeOf(world, one, reply), hops: [] });
    } else if (one.kind === 'look-up')
      known.lookedUp.set(keyOf(one), {
        addresses: reply.text
          .trim()
          .split(/\s+/)
          .flatMap((text) => parseIp(text) ?? []),
        how: reply.status === 'found' ? 'found' : reply.text || 'no such name',
      });
  }
}

function lineOf(one: Wanted): string {
  if (one.kind === 'look-up') return `name ${one.name} -`;
  if (one.kind === 'run') throw new Error('a command is no question');
  const { ip, door } = one.question;
  return `${door.kind === 'icmp' ? 'icmp' : door.protocol} ${formatIp(ip)} ${portOf(door)}`;
}

const portOf = (door: Door): string => (door.kind === 'icmp' ? '-' : `${door.port}`);
