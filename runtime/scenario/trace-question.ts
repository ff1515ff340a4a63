import type { Ports } from '../../compiler/ir/claim.ts';
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import { parseIp } from '../address/ip.ts';
import { describeOutcome } from '../explain/describe-outcome.ts';
import { formatEndpoint } from '../explain/names.ts';
import { pathLine } from '../explain/path.ts';
import { type TraceLine, traceLines } from '../explain/trace-line.ts';
import type { World } from '../world.ts';
import { ask, type Question } from './ask.ts';
import { questionsFor } from './judge/doors.ts';
import { lookUp } from './look-up.ts';
import { findParty, isUnknown, type Party, runningContainers } from './party.ts';
import type { Session } from './session.ts';
import { whoIs } from './who-is.ts';

/** A question in a person's words: `web`, `172.17.0.2:80`. */
export interface TraceRequest {
  readonly from: string;
  readonly to: string;
  readonly door: 'tcp' | 'udp' | 'icmp';
  readonly byName: boolean;
}

/** One packet's way to one address, and back. */
export interface TracedQuestion {
  readonly asked: string;
  readonly reached: boolean;
  /** One line: `refused: nothing listens on port 81 in web`. */
  readonly outcome: string;
  readonly path: string;
  readonly trace: readonly TraceLine[];
}

/**
 * Asks in the session's world as it is now, one question for each address of the target; a text says why it
 * cannot.
 */
export function traceQuestion(session: Session, request: TraceRequest): readonly TracedQuestion[] | string {
  const { world } = session;
  const from = findParty(world, whoIs(world, request.from));
  if (isUnknown(from)) return from.unknown;
  if (from.kind === 'address' || from.kind === 'name')
    return `there is no \`${request.from}\` that could ask${nearNames(world, request.from)}`;
  if (from.netns === undefined) return `\`${from.name}\` does not run`;
  const { name, port } = splitPort(request.to);
  if (port !== undefined && (port < 1 || port > LAST_PORT))
    return `there is no port ${port}: ports go from 1 to ${LAST_PORT}`;
  const to = findParty(world, whoIs(world, name));
  if (isUnknown(to)) return to.unknown;
  const byName = request.byName || to.kind === 'name';
  const found = byName ? lookUp(session, from, name) : undefined;
  if (found && found.addresses.length === 0)
    return `for \`${from.name}\`, \`${name}\` does not resolve (${found.how})`;
  const addresses = found?.addresses ?? to.addresses;
  if (addresses.length === 0) return `\`${name}\` has no address`;
  const questions = questionsFor(world, to, addresses, portsOf(request.door, port));
  if (questions.length === 0) return `\`${name}\` listens on no port; say which: ${name}:80`;
  return questions.map((question) => traceOne(session, from, to, question));
}

function traceOne({ world }: Session, from: Party, to: Party, question: Question): TracedQuestion {
  const { outcome, hops } = ask(world, from, question);
  const { ip, door } = question;
  const end = formatEndpoint(ip, door.kind === 'icmp' ? 0 : door.port);
  const protocol = door.kind === 'icmp' ? 'icmp' : door.protocol;
  return {
    asked: `${from.name} ─▶ ${to.kind === 'address' ? '' : `${to.name} `}${end} (${protocol})`,
    reached: outcome.kind === 'delivered',
    outcome: describeOutcome(world, outcome),
    path: pathLine(world, hops),
    trace: traceLines(world, hops),
  };
}

/** `; did you mean `web`?`, or who there is. */
function nearNames(world: World, word: string): string {
  const names = [...runningContainers(world).map(({ name }) => name), ...world.kernel.machines.keys()];
  const near = didYouMean(word, new Set(names));
  const quoted = (texts: readonly string[]) => texts.map((text) => `\`${text}\``);
  if (near.length > 0) return `; did you mean ${quoted(near).join(' or ')}?`;
  return names.length > MOST_NAMES ? '' : `; there is ${quoted(names).join(', ')}`;
}

/** More than these are no help. */
const MOST_NAMES = 12;
const LAST_PORT = 65_535;

function splitPort(text: string): { readonly name: string; readonly port?: number } {
  if (parseIp(text) !== undefined) return { name: text };
  const match = /^\[?(.*?)\]?:(\d{1,5})$/.exec(text);
  return match ? { name: match[1]!, port: Number(match[2]) } : { name: text };
}

function portsOf(door: TraceRequest['door'], port: number | undefined): Ports {
  if (door === 'icmp') return { kind: 'icmp' };
  return port === undefined ? { kind: 'listened' } : { kind: 'port', port, protocol: door };
}
