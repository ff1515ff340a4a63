import { parseIp } from '../address/ip.ts';
import type { Kernel, Netns } from '../kernel/kernel.ts';
import { netnsByLabel } from '../kernel/namespaces.ts';
import type { Match, Rule, Target } from '../kernel/netfilter/rule.ts';
import { type Chain, HOOK_TABLES } from '../kernel/netfilter/ruleset.ts';
import { PROTOCOL } from '../kernel/packet.ts';
import type { Hop } from '../kernel/trace.ts';
import type { Certificate, PlainField, PlainHeader, PlainPiece, PlainSet, PlainStep } from './certificate.ts';
import { type ConcretePacket, sendConcrete } from './concrete-packet.ts';
import { isShared } from './shared-address.ts';

type Whole = number | bigint;
type Interval = readonly [Whole, Whole];

/**
 * Checks a proof against the world that it speaks of, with nothing of what made it: that the pieces are all packets and
 * do not overlap, that the verdict follows from them, that the concrete engine carries the corners of each piece the way
 * that is written down, and that no rule on this way could tell two packets of a piece apart. The first thing that is
 * wrong, or undefined where all is well.
 */
export function checkCertificate(kernel: Kernel, certificate: Certificate): string | undefined {
  const shape = checkShape(kernel, certificate);
  if (shape !== undefined) return shape;
  return (
    checkSpaces(kernel, certificate) ??
    checkPartition(certificate) ??
    checkReaching(certificate) ??
    firstProblem(certificate.pieces, (piece, index) => {
      const problem = checkPiece(kernel, certificate, piece);
      return problem && `piece ${index}: ${problem}`;
    })
  );
}

function firstProblem<T>(
  items: readonly T[],
  check: (item: T, index: number) => string | undefined,
): string | undefined {
  for (const [index, item] of items.entries()) {
    const problem = check(item, index);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function checkShape(kernel: Kernel, { format, version, from, to, pieces, spaces }: Certificate) {
  if (format !== 'dnet-certificate' || version !== 1) return 'it is no certificate of this version';
  if (netnsByLabel(kernel, from) === undefined) return `there is no namespace ${from}`;
  if (to.namespace !== undefined && netnsByLabel(kernel, to.namespace) === undefined)
    return `there is no namespace ${to.namespace}`;
  if (!Array.isArray(pieces) || !Array.isArray(spaces)) return 'it lists no pieces';
  return undefined;
}

const numberOf = (value: string | number): Whole =>
  typeof value === 'number' ? value : (parseIp(value) ?? -1);
const intervalsOf = (set: PlainSet): readonly Interval[] =>
  set.map(([first, last]) => [numberOf(first), numberOf(last)]);
const sizeOf = (set: readonly Interval[]): bigint =>
  set.reduce((sum, [first, last]) => sum + BigInt(last) - BigInt(first) + 1n, 0n);
const meet = (a: readonly Interval[], b: readonly Interval[]): boolean =>
  a.some(([x, y]) => b.some(([p, q]) => typeof x === typeof p && x <= q && p <= y));
const within = (a: readonly Interval[], b: readonly Interval[]): boolean =>
  a.every(([x, y]) => b.some(([p, q]) => typeof x === typeof p && p <= x && y <= q));

const isEcho = (protocol: number): boolean => protocol === PROTOCOL.icmp || protocol === PROTOCOL.icmpv6;

/** Every protocol of every family that the sender has an address of, all addresses, all ports. */
function checkSpaces(kernel: Kernel, { from, spaces }: Certificate): string | undefined {
  const netns = netnsByLabel(kernel, from)!;
  const own = [...netns.links.values()].flatMap((id) => {
    const link = kernel.links.get(id)!;
    return link.up ? link.addresses.filter((address) => !isShared(link, address)).map(({ ip }) => ip) : [];
  });
  for (const family of ['number', 'bigint'] as const) {
    const addresses = own.filter((ip) => typeof ip === family);
    if (addresses.length === 0) continue;
    const all: Interval = family === 'number' ? [0, 2 ** 32 - 1] : [0n, 2n ** 128n - 1n];
    const echo = family === 'number' ? PROTOCOL.icmp : PROTOCOL.icmpv6;
    for (const protocol of [PROTOCOL.tcp, PROTOCOL.udp, echo]) {
      const space = spaces.find(
        (one) => one.protocol === protocol && typeof intervalsOf(one.destination)[0]?.[0] === family,
      );
      if (space === undefined) return `protocol ${protocol} of a family is left out`;
      if (!within([all], intervalsOf(space.destination))) return 'some destinations are left out';
      if (!within([[1, 65535]], intervalsOf(space.sourcePort))) return 'some source ports are left out';
      if (!within([[1, 65535]], intervalsOf(space.destinationPort))) return 'some ports are left out';
      const sources = intervalsOf(space.source);
      if (addresses.some((ip) => !within([[ip, ip]], sources))) return 'an address of the sender is left out';
    }
  }
  return undefined;
}

/** Pieces of a space do not overlap, and are together as large as the space. */
function checkPartition({ spaces, pieces }: Certificate): string | undefined {
  for (const [number, space] of spaces.entries()) {
    const own = pieces.filter((piece) => piece.space === number).map(setsOf);
    const whole = [space.source, space.destination, space.sourcePort, space.destinationPort].map(intervalsOf);
    if (isEcho(space.protocol)) whole[3] = [[0, 0]];
    for (const [index, sets] of own.entries()) {
      if (whole.some((set, field) => !within(sets[field] ?? [], set)))
        return `a piece of space ${number} is not inside of it`;
      if (sets.some((set) => !isProper(set))) return `a piece of space ${number} has a set that is none`;
      for (const other of own.slice(index + 1)) if (overlap(sets, other)) return 'two pieces overlap';
    }
    const problem = checkMeasure(
      pieces.filter((piece) => piece.space === number),
      whole.reduce((product, set) => product * sizeOf(set), 1n),
    );
    if (problem !== undefined) return `space ${number}: ${problem}`;
  }
  if (pieces.some(({ space }) => spaces[space] === undefined)) return 'a piece belongs to no space';
  return undefined;
}

const setsOf = ({ sets }: PlainPiece): readonly (readonly Interval[])[] => sets.map(intervalsOf);

/** In order, and no interval touches the next one. */
const isProper = (set: readonly Interval[]): boolean =>
  set.length > 0 &&
  set.every(([first, last], index) => first <= last && (index === 0 || set[index - 1]![1] < first));

const overlap = (a: readonly (readonly Interval[])[], b: readonly (readonly Interval[])[]): boolean =>
  a.every((set, index) => b[index] === undefined || meet(set, b[index]!));

/** Each piece counts as the share of its free choices that it is for; all in all that is every packet once. */
function checkMeasure(pieces: readonly PlainPiece[], whole: bigint): string | undefined {
  let [sum, under] = [0n, 1n];
  for (const { sets, choices } of pieces) {
    if (sets.length !== 4 + choices.length) return 'a piece has other choices than sets';
    const intervals = sets.map(intervalsOf);
    const of = choices.map((choice) => intervalsOf(choice.of));
    if (of.some((all, index) => !within(intervals[4 + index]!, all))) return 'a choice is none';
    const size = intervals.reduce((product, set) => product * sizeOf(set), 1n);
    const share = of.reduce((product, all) => product * sizeOf(all), 1n);
    [sum, under] = [sum * share + size * under, under * share];
    const common = gcd(sum, under);
    [sum, under] = [sum / common, under / common];
  }
  return sum === whole * under ? undefined : 'the pieces are not all packets';
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));

/** The pieces that speak against the claim are those that it lists, and no others. */
function checkReaching({ to, pieces, reaching }: Certificate): string | undefined {
  const addresses = to.addresses.map((text): Interval => [numberOf(text), numberOf(text)]);
  const found = pieces.flatMap(({ outcome, at, sets }, index) => {
    if (outcome !== 'delivered') return [];
    return at === to.namespace || meet(intervalsOf(sets[1]!), addresses) ? [index] : [];
  });
  return found.join() === reaching.join() ? undefined : 'its verdict does not follow from its pieces';
}

function checkPiece(kernel: Kernel, certificate: Certificate, piece: PlainPiece): string | undefined {
  const { protocol } = certificate.spaces[piece.space]!;
  const netns = netnsByLabel(kernel, certificate.from)!;
  if (piece.apart.some(([a, b]) => a === b)) return 'it leaves out everything';
  for (const corner of CORNERS) {
    const problem = checkCorner(kernel, netns, piece, cornerOf(piece, protocol, corner));
    if (problem !== undefined) return problem;
  }
  return firstProblem(piece.steps, (step) => checkUniform(kernel, piece, step));
}

type Corner = readonly ['first' | 'last', 'first' | 'last', 'first' | 'last', 'first' | 'last'];
/** In the last two the ports differ wherever they can, so that one is left where equal ones are left out. */
const CORNERS: readonly Corner[] = [
  ['first', 'first', 'first', 'first'],
  ['last', 'last', 'last', 'last'],
  ['first', 'last', 'first', 'last'],
  ['last', 'first', 'last', 'first'],
];

/** One packet of a piece: of each set the first value, or the last one. */
function cornerOf(piece: PlainPiece, protocol: number, corner: Corner): ConcretePacket {
  const value = (index: number): Whole => {
    const set = intervalsOf(piece.sets[index]!);
    return corner[index] === 'first' ? set[0]![0] : set.at(-1)![1];
  };
  return {
    protocol,
    source: value(0),
    destination: value(1),
    sourcePort: Number(value(2)),
    destinationPort: Number(value(3)),
  };
}

/** As often as a corner is tried where a free choice decides. */
const TRIES = 64;

/** The concrete engine carries the corner as the piece says, hook by hook, rule by rule. */
function checkCorner(
  kernel: Kernel,
  netns: Netns,
  piece: PlainPiece,
  packet: ConcretePacket,
): string | undefined {
  const values = [packet.source, packet.destination, packet.sourcePort, packet.destinationPort];
  if (piece.apart.some(([a, b]) => values[a] === values[b])) return undefined;
  let problem: string | undefined;
  for (let left = piece.choices.length > 0 ? TRIES : 1; left > 0; left--) {
    const { outcome, hops } = sendConcrete({ kernel }, netns.id, packet);
    const cause = 'cause' in outcome ? outcome.cause?.kind : undefined;
    const wrong = outcome.kind !== piece.outcome || cause !== piece.cause;
    problem = wrong
      ? `the engine says ${outcome.kind} ${cause ?? ''} and it says ${piece.outcome} ${piece.cause ?? ''}`
      : compareWays(kernel, hops, piece, values);
    if (problem === undefined) return undefined;
  }
  return problem;
}

/** What a hop and a step both tell, as text. */
type Station = string;

function compareWays(
  kernel: Kernel,
  hops: readonly Hop[],
  piece: PlainPiece,
  values: readonly (Whole | undefined)[],
): string | undefined {
  const walked = hops.flatMap((hop) => stationOfHop(kernel, hop));
  const written = piece.steps.flatMap((step) => stationOfStep(step, values));
  if (walked.length !== written.length)
    return `its way has ${written.length} stations, that of the engine ${walked.length}`;
  const at = walked.findIndex((station, index) => {
    const other = written[index]!;
    return station !== other && !(other.includes('?') && sameButChoices(station, other));
  });
  return at < 0 ? undefined : `station ${at} is ${written[at]}, the engine has ${walked[at]}`;
}

/** A `?` stands for a value that a free choice decides. */
function sameButChoices(station: string, pattern: string): boolean {
  const [a, b] = [station.split(' '), pattern.split(' ')];
  return a.length === b.length && b.every((word, index) => word === '?' || word === a[index]);
}

function stationOfHop(kernel: Kernel, hop: Hop): readonly Station[] {
  const at = kernel.namespaces.get(hop.netns)!.label;
  const { source, destination, sourcePort, destinationPort } = hop.packet;
  const header = `${source} ${sourcePort} ${destination} ${destinationPort}`;
  switch (hop.kind) {
    case 'send':
      return [`send ${at}`];
    case 'hook': {
      const rules = hop.hits.map(({ table, chain, index }) => `${table}/${chain}/${index}`).join();
      return [`hook ${at} ${hop.hook} [${rules}] ${hop.verdict} ${header}`];
    }
    case 'deliver':
      return [`deliver ${at} ${header}`];
    case 'lost':
      return [`lost ${hop.cause.kind}`];
    case 'leave':
    case 'enter':
      return [`link ${at} ${kernel.links.get(hop.link)!.name}`];
    default:
      return [];
  }
}

function stationOfStep(step: PlainStep, values: readonly (Whole | undefined)[]): readonly Station[] {
  switch (step.kind) {
    case 'send':
      return [`send ${step.at}`];
    case 'hook': {
      const rules = step.rules.map((rule) => rule.replaceAll(' ', '/')).join();
      return [`hook ${step.at} ${step.hook} [${rules}] ${step.verdict} ${headerText(step.after, values)}`];
    }
    case 'deliver':
      return [`deliver ${step.at} ${headerText(step.header, values)}`];
    case 'lost':
      return [`lost ${step.cause}`];
    case 'link':
      return [`link ${step.at} ${step.link}`];
    default:
      return [];
  }
}

function headerText(header: PlainHeader, values: readonly (Whole | undefined)[]): string {
  const text = (field: PlainField): string =>
    typeof field === 'object' ? `${values[field.variable] ?? '?'}` : `${numberOf(field)}`;
  const { source, sourcePort, destination, destinationPort } = header;
  return `${text(source)} ${text(sourcePort)} ${text(destination)} ${text(destinationPort)}`;
}

/** No rule of the hook that looks at header fields alone may hold for one part of the piece and not for the other. */
function checkUniform(kernel: Kernel, piece: PlainPiece, step: PlainStep): string | undefined {
  if (step.kind !== 'hook') return undefined;
  const netns = netnsByLabel(kernel, step.at);
  if (netns === undefined) return `there is no namespace ${step.at}`;
  const ruleset = isSix(piece) ? netns.ipv6 : netns.ipv4;
  for (const table of HOOK_TABLES[step.hook as keyof typeof HOOK_TABLES] ?? []) {
    if (table === 'nat' && !step.asked) continue;
    const chains = ruleset.tables.get(table)?.chains;
    if (chains === undefined) continue;
    const header = table === 'filter' ? step.after : step.before;
    const hits = step.rules.filter((rule) => rule.startsWith(`${table} `));
    const way: Way = { piece, step, header, chains, table, hits };
    const end = follow(way, step.hook);
    if (end !== 'next' && end !== 'decided') return end.problem;
    if (hits.length > 0) return `${hits[0]} is not on the way`;
  }
  return undefined;
}

interface Way {
  readonly piece: PlainPiece;
  readonly step: Extract<PlainStep, { kind: 'hook' }>;
  readonly header: PlainHeader;
  readonly chains: ReadonlyMap<string, Chain>;
  readonly table: string;
  /** The rules that are said to match, in order; each is taken when it is met. */
  readonly hits: string[];
}

/** Goes through a chain and those that it jumps to: each rule must match all packets, or none. */
function follow(way: Way, name: string): 'next' | 'decided' | { readonly problem: string } {
  for (const [index, rule] of (way.chains.get(name)?.rules ?? []).entries()) {
    const text = `${way.table} ${name} ${index}`;
    const hit = way.hits[0] === text;
    const problem = checkRule(way.piece, way.step, way.header, rule, hit);
    if (problem !== undefined) return { problem: `${text} ${problem}` };
    if (!hit) continue;
    way.hits.shift();
    const { target } = rule;
    if (target.kind === 'return') return 'next';
    if (target.kind === 'jump' || target.kind === 'goto') {
      const end = follow(way, target.chain);
      if (end !== 'next' || target.kind === 'goto') return end;
    } else if (DECIDES.has(target.kind)) return 'decided';
  }
  return 'next';
}

const DECIDES: ReadonlySet<Target['kind']> = new Set<Target['kind']>([
  'accept',
  'drop',
  'reject',
  'dnat',
  'snat',
  'masquerade',
  'redirect',
]);

const isSix = ({ sets }: PlainPiece): boolean => typeof intervalsOf(sets[1]!)[0]![0] === 'bigint';

/** `all`: true of every packet of the piece; `some`: of a part of them; `unknown`: more than the header decides. */
type Truth = 'all' | 'none' | 'some' | 'unknown';

function checkRule(
  piece: PlainPiece,
  step: Extract<PlainStep, { kind: 'hook' }>,
  header: PlainHeader,
  { matches }: Rule,
  hit: boolean,
): string | undefined {
  const truths = matches.map((match) => truthOf(piece, step, header, match));
  if (hit) {
    if (truths.includes('none')) return 'cannot match';
    return truths.includes('some') ? 'matches only a part of the piece' : undefined;
  }
  if (truths.includes('none') || truths.includes('unknown')) return undefined;
  return truths.includes('some') ? 'matches a part of the piece' : 'matches, and is not among its rules';
}

function truthOf(
  piece: PlainPiece,
  step: Extract<PlainStep, { kind: 'hook' }>,
  header: PlainHeader,
  match: Match,
): Truth {
  const truth = plainTruth(piece, step, header, match);
  if (!match.not || truth === 'some' || truth === 'unknown') return truth;
  return truth === 'all' ? 'none' : 'all';
}

function plainTruth(
  piece: PlainPiece,
  step: Extract<PlainStep, { kind: 'hook' }>,
  header: PlainHeader,
  match: Match,
): Truth {
  const setOf = (field: PlainField): readonly Interval[] =>
    typeof field === 'object'
      ? intervalsOf(piece.sets[field.variable]!)
      : [[numberOf(field), numberOf(field)]];
  const against = (field: PlainField, wanted: readonly Interval[]): Truth => {
    const set = setOf(field);
    if (!meet(set, wanted)) return 'none';
    return within(set, wanted) ? 'all' : 'some';
  };
  const block = (base: Whole, length: number): Interval =>
    typeof base === 'number'
      ? [base, base + 2 ** (32 - length) - 1]
      : [base, base + (1n << BigInt(128 - length)) - 1n];
  switch (match.kind) {
    case 'source':
      return against(header.source, [block(match.block.base, match.block.length)]);
    case 'destination':
      return against(header.destination, [block(match.block.base, match.block.length)]);
    case 'source-range':
      return against(header.source, [[match.first, match.last]]);
    case 'destination-range':
      return against(header.destination, [[match.first, match.last]]);
    case 'protocol':
      return header.protocol === PROTOCOL[match.protocol] ? 'all' : 'none';
    case 'source-port':
      return header.protocol === PROTOCOL[match.protocol]
        ? against(header.sourcePort, [[match.ports.first, match.ports.last]])
        : 'none';
    case 'destination-port':
      return header.protocol === PROTOCOL[match.protocol]
        ? against(header.destinationPort, [[match.ports.first, match.ports.last]])
        : 'none';
    case 'in-interface':
      return isNamed(step.in, match.name) ? 'all' : 'none';
    case 'out-interface':
      return isNamed(step.out, match.name) ? 'all' : 'none';
    default:
      return 'unknown';
  }
}

const isNamed = (link: string | undefined, name: string): boolean =>
  name.endsWith('+') ? link?.startsWith(name.slice(0, -1)) === true : link === name;
