import type { Action } from '../../compiler/ir/action.ts';
import type { ComposePlan } from '../../compiler/ir/compose-plan.ts';
import type { Exercise } from '../../compiler/ir/ir.ts';
import type { Surroundings } from '../../compiler/ir/surroundings.ts';
import type { ItemResult, JudgedClaim, JudgedExercise } from '../../runtime/scenario/result.ts';
import type { World } from '../../runtime/world.ts';
import { daemonJson, printedBy, type Typed } from '../typed/typed.ts';
import { checkOf } from './check-of.ts';
import type { Heard } from './listen.ts';
import type { Block, Check, PacketPath } from './page.ts';
import { ROOT } from './root.ts';

/** What the telling of one scenario needs besides its results. */
export interface Teller {
  /** As the story leaves it. */
  readonly world: World;
  readonly texts: ReadonlyMap<string, string>;
  /** Compose files that the reader has seen, and ways of packets. */
  readonly shown: Set<string>;
  /** How many items of the story come before each exercise. */
  readonly exercises: ReadonlyMap<Exercise, number>;
  readonly heard: ReadonlyMap<Action, Heard>;
}

type Done = Extract<ItemResult, { kind: 'do' }>;

/** What the reader sees of a stretch of the story, in its order; neighbours of one kind are joined. */
export function blocksOf(teller: Teller, items: readonly ItemResult[]): readonly Block[] {
  return joined(items.flatMap((item) => blocksOfItem(teller, item)));
}

function blocksOfItem(teller: Teller, item: ItemResult): readonly Block[] {
  switch (item.kind) {
    case 'exercise':
      return [exerciseBlock(teller, item)];
    case 'note':
      return prose(item.prose);
    case 'do':
      return [...prose(item.prose), ...doneBlocks(teller, item)];
    case 'show': {
      const { place, command, output } = item;
      const prompt = promptOf(place);
      const commands = [{ command, output: `${output.stdout}${output.stderr}` }];
      return [...prose(item.prose), { kind: 'console', prompt, commands }];
    }
    case 'claim':
      return [...(item.invariant ? [] : prose(item.prose)), claimBlock(teller, item)];
    case 'step':
      return blocksOf(teller, item.items);
    default:
      return item satisfies never;
  }
}

function exerciseBlock({ exercises }: Teller, item: JudgedExercise): Block {
  const { exercise, solution, prose: words } = item;
  const typed = exercise.solution.map(
    ({ place, command }, i): Block => ({
      kind: 'console',
      prompt: promptOf(place),
      commands: [{ command, output: `${solution[i]?.stdout ?? ''}${solution[i]?.stderr ?? ''}` }],
    }),
  );
  return {
    kind: 'exercise',
    name: exercise.name,
    ...(words !== undefined && { prose: words }),
    goals: exercise.goals.map(({ text }) => text),
    until: exercises.get(exercise) ?? 0,
    solution: joined(typed).flatMap((block) => (block.kind === 'console' ? [block] : [])),
  };
}

const prose = (markdown: string | undefined): readonly Block[] =>
  markdown === undefined ? [] : [{ kind: 'prose', markdown }];

function claimBlock({ world, shown }: Teller, item: JudgedClaim): Block {
  if (item.invariant) return { kind: 'invariant', name: item.invariant.name, claims: [item.claim.text] };
  const check = checkOf(item, (place) => keyOfPlace(world, place));
  if ('kind' in check) return check;
  const paths = check.paths.filter((path) => isNews(shown, path));
  return { kind: 'check', items: [{ ...check, paths }] };
}

/** A way that the reader has seen before is not told again; ports of the asker's own differ each time. */
function isNews(shown: Set<string>, path: PacketPath): boolean {
  const stops = path.stops.map(({ place, lines }) => `${place} ${lines.map(({ text }) => text).join(' ')}`);
  const way = stops.join(' ').replace(/:(3[2-9]|[45]\d)\d{3}\b/g, '');
  if (shown.has(way)) return false;
  shown.add(way);
  return true;
}

/**
 * `web` where there is one Docker host, else `node1/web`: the key of its box or machine in the picture. The namespace in
 * which an overlay's bridge stands is the overlay on that host.
 */
function keyOfPlace(world: World, place: string): string {
  const { machines } = world.kernel;
  const [, host, id] = /^(.+)\/\d+-([a-z0-9]{8,})$/.exec(place) ?? [];
  if (host !== undefined) {
    const networks = world.engines.get(host)?.controller.networks.keys() ?? [];
    const network = [...networks].find((known) => known.startsWith(id!));
    if (network !== undefined) return `${host} ${network}`;
  }
  if (machines.has(place) || place.includes('/')) return place;
  const hosts = [...machines.values()].filter(({ kind }) => kind === 'host');
  return hosts.length === 1 ? `${hosts[0]!.name}/${place}` : place;
}

function doneBlocks(teller: Teller, item: Done): readonly Block[] {
  const { action } = item;
  const files = action.kind === 'compose' ? composeFiles(teller, action.plan) : [];
  const { typed, output } = teller.heard.get(action) ?? { typed: [], output: '' };
  return [...files, ...withOutput(typed.map(blockOfTyped), output === '' ? outputOf(item) : output)];
}

/** What a real terminal says: the output of commands, warnings, and the engine's refusal. Ids of what was made are left out. */
function outputOf(item: Done): string {
  const printed = printedBy(item);
  const { action, message, warnings } = item;
  if (action.kind === 'command' || action.kind === 'compose') return printed;
  return [...warnings.map((warning) => `WARNING: ${warning}`), ...(message === undefined ? [] : [message])]
    .map((line) => `${line}\n`)
    .join('');
}

function withOutput(blocks: readonly Block[], output: string): readonly Block[] {
  const last = blocks.at(-1);
  if (last?.kind !== 'console') return blocks;
  const commands = last.commands.map((entry, i) =>
    i === last.commands.length - 1 ? { ...entry, output } : entry,
  );
  return [...blocks.slice(0, -1), { ...last, commands }];
}

function blockOfTyped(typed: Typed): Block {
  switch (typed.kind) {
    case 'commands':
      return {
        kind: 'console',
        prompt: promptOf(typed.place),
        commands: typed.lines.map((command) => ({ command, output: '' })),
      };
    case 'file':
      return { kind: 'file', path: typed.path, host: typed.host, text: typed.text };
    case 'event':
      return { kind: 'event', markdown: typed.text };
    default:
      return typed satisfies never;
  }
}

const promptOf = ({ host, container }: { readonly host: string; readonly container?: string }): string =>
  container === undefined ? host : `${host}/${container}`;

/** The files of a project, each once. */
function composeFiles({ texts, shown }: Teller, { files }: ComposePlan): readonly Block[] {
  return files.flatMap((path): readonly Block[] => {
    const own = path.startsWith(`${ROOT}/`) ? path.slice(ROOT.length + 1) : path;
    const text = texts.get(own);
    if (text === undefined || shown.has(own)) return [];
    shown.add(own);
    return [{ kind: 'file', path: own.split('/').at(-1)!, text: text.trimEnd() }];
  });
}

/** What was set up on the machines before Docker did anything. */
export const surroundingBlocks = ({ hosts }: Surroundings): readonly Block[] =>
  hosts.flatMap(({ name, daemon, firewall }) => [
    ...(Object.keys(daemon).length === 0 ? [] : [blockOfTyped(daemonJson(name, daemon))]),
    ...(firewall.length === 0
      ? []
      : [
          {
            kind: 'console' as const,
            prompt: name,
            commands: firewall.map(({ command }) => ({ command, output: '' })),
          },
        ]),
  ]);

/** Commands at one prompt stand together, and so do questions and the claims of one invariant. */
function joined(blocks: readonly Block[]): readonly Block[] {
  const all: Block[] = [];
  for (const block of blocks) {
    const merged = merge(all.at(-1), block);
    if (merged === undefined) all.push(block);
    else all[all.length - 1] = merged;
  }
  return all;
}

function merge(last: Block | undefined, next: Block): Block | undefined {
  if (last?.kind === 'console' && next.kind === 'console' && last.prompt === next.prompt)
    return { ...last, commands: [...last.commands, ...next.commands] };
  if (last?.kind === 'check' && next.kind === 'check')
    return { ...last, items: joinedChecks(last.items, next.items) };
  if (last?.kind === 'invariant' && next.kind === 'invariant' && last.name === next.name)
    return { ...last, claims: [...last.claims, ...next.claims] };
  return undefined;
}

/** What is asked twice in the same words is one question, if no packet's way hangs on it. */
function joinedChecks(before: readonly Check[], after: readonly Check[]): readonly Check[] {
  const last = before.at(-1);
  const [next, ...rest] = after;
  const same = last?.question === next?.question && last?.paths.length === 0 && next?.paths.length === 0;
  return same ? [...before.slice(0, -1), bothChecks(last!, next!), ...rest] : [...before, ...after];
}

/** The answer has the lines that any of the claims is about. */
function bothChecks(one: Check, other: Check): Check {
  const lines = [one, other].flatMap(({ output }) => output?.split('\n') ?? []);
  return {
    ...one,
    answer: [...new Set([one.answer, other.answer])].join(' '),
    details: [...new Set([...one.details, ...other.details])],
    ...(one.output !== undefined && { output: [...new Set(lines)].join('\n') }),
    claims: [...one.claims, ...other.claims],
  };
}
