import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { diagnose } from '../../../diagnostics/diagnostic.ts';
import type { Ip } from '../../address/ip.ts';
import { lookUp } from '../look-up.ts';
import { findParty, isUnknown, type Party } from '../party.ts';
import type { Session } from '../session.ts';
import { askFact, type Expectation, reasonText } from './asking.ts';
import { questionsFor } from './doors.ts';
import { ofEveryTask } from './every-task.ts';
import type { Fact } from './fact.ts';
import { hollowReason } from './hollow.ts';
import { type ClaimOf, failed, held, hollow, unjudgeable, type Verdict } from './verdict.ts';

type Reach = ClaimOf<'reach'>;

/** `a reaches b`, `a cannot reach b because ...`: every address of b, every port that is asked. */
export function judgeReach(session: Session, claim: Reach): Verdict {
  const from = findParty(session.world, claim.from);
  const to = findParty(session.world, claim.to);
  if (isUnknown(from)) return unjudgeable(claim, from.unknown);
  if (isUnknown(to)) return unjudgeable(claim, to.unknown);
  if (from.kind === 'address' || from.kind === 'name')
    return unjudgeable(claim, `\`${from.name}\` is no party of the scenario that could ask`);
  return ofEveryTask(claim, from, (asker) =>
    claim.byName || to.kind === 'name'
      ? judgeByName(session, claim, asker, to)
      : judgeByAddress(session, claim, asker, to),
  );
}

function judgeByAddress(session: Session, claim: Reach, from: Party, to: Party): Verdict {
  const questions = questionsOf(session, claim, to, to.addresses);
  if (claim.holds && from.netns === undefined)
    return failed(notReached(claim, from, to, `\`${from.name}\` does not run`));
  if (claim.holds && questions.length === 0)
    return hollow(
      claim,
      `\`${to.name}\` ${to.addresses.length === 0 ? 'has no address' : 'listens on no port'}`,
    );
  const empty = claim.holds ? undefined : hollowReason(session, from, to, questions);
  if (
    empty !== undefined &&
    (claim.because === undefined || from.netns === undefined || questions.length === 0)
  )
    return hollow(claim, empty);
  const facts = questions.map((question) => askFact(session, from, to, question, expectation(claim)));
  return verdictOf(claim, from, to, facts);
}

/** As a program does it: look the name up, then try the addresses until one answers. */
function judgeByName(session: Session, claim: Reach, from: Party, to: Party): Verdict {
  if (from.netns === undefined)
    return claim.holds
      ? failed(notReached(claim, from, to, `\`${from.name}\` does not run`))
      : hollow(claim, `\`${from.name}\` does not run, so it reaches nobody`);
  const name = claim.named ?? to.name;
  const found = lookUp(session, from, name);
  if (found.addresses.length === 0) {
    const fact: Fact = {
      asked: `${from.name} looks up ${name}`,
      expected: claim.holds ? 'open' : claim.because ? reasonText(claim.because) : 'not open',
      actual: 'unresolved',
      reasons: ['unresolved'],
      outcome: `unresolved: ${name} gives ${found.how}`,
      holds: !claim.holds && (claim.because === undefined || reasonText(claim.because) === 'unresolved'),
    };
    return verdictOf(claim, from, to, [fact]);
  }
  const questions = questionsOf(session, claim, to, found.addresses);
  if (questions.length === 0) return hollow(claim, `\`${to.name}\` listens on no port`);
  const facts = questions.map((question) => askFact(session, from, to, question, expectation(claim)));
  return verdictOf(claim, from, to, claim.holds ? firstAnswers(facts) : facts);
}

/** Of several addresses behind a name, one that answers is enough for each port. */
function firstAnswers(facts: readonly Fact[]): readonly Fact[] {
  const good = facts.filter(({ holds }) => holds);
  return good.length > 0 ? good : facts;
}

const questionsOf = (session: Session, { port, size }: Reach, to: Party, addresses: readonly Ip[]) =>
  questionsFor(session.world, to, addresses, port).map((question) =>
    size === undefined ? question : { ...question, size },
  );

const expectation = (claim: Reach): Expectation => ({
  holds: claim.holds,
  ...(claim.because && { because: claim.because }),
  ...(claim.servedBy !== undefined && { servedBy: claim.servedBy }),
});

function verdictOf(claim: Reach, from: Party, to: Party, facts: readonly Fact[]): Verdict {
  const against = facts.find(({ holds }) => !holds);
  if (against === undefined) return held(facts);
  if (claim.holds) return failed(notReached(claim, from, to, wrongReply(claim, against)), facts);
  if (against.actual === 'open') return failed(diagnose('E2104', pair(claim, from, to), claim.origin), facts);
  const wanted = claim.because === undefined ? '' : reasonText(claim.because);
  const found = against.reasons.join(', ');
  return failed(diagnose('E2105', { ...pair(claim, from, to), wanted, found }, claim.origin), facts);
}

const wrongReply = ({ servedBy }: Reach, { actual }: Fact): string =>
  actual === 'open' ? `it answers, but not as ${servedBy}` : actual;

function notReached(claim: Reach, from: Party, to: Party, outcome: string): Diagnostic {
  const door = publishedDoor(claim, to);
  const stranger = to.container && from.container === undefined && from.name !== to.machine;
  return diagnose(
    'E2103',
    { ...pair(claim, from, to), outcome },
    claim.origin,
    stranger && door ? { help: `it is published: \`${from.name} reaches ${to.machine}:${door}\`` } : {},
  );
}

/** Where the target's host publishes the port that is asked for; a container's own address is not for outsiders. */
function publishedDoor({ port: asked }: Reach, { container }: Party): string | undefined {
  for (const [key, places] of Object.entries(container?.ports ?? {})) {
    const [port, protocol] = key.split('/');
    const place = places?.find(({ HostIp }) => HostIp !== '127.0.0.1' && HostIp !== '::');
    const meant =
      asked.kind !== 'port' ||
      (asked.protocol === protocol && [port, place?.HostPort].includes(`${asked.port}`));
    if (place && meant) return protocol === 'tcp' ? place.HostPort : `${place.HostPort}/${protocol}`;
  }
  return undefined;
}

export function pair(claim: Reach, from: Party, to: Party) {
  const port = claim.port.kind === 'port' ? `:${portText(claim.port)}` : '';
  return { from: from.name, to: `${to.name}${port}` };
}

/** TCP goes without saying. */
const portText = ({ port, protocol }: Extract<Reach['port'], { kind: 'port' }>): string =>
  protocol === 'tcp' ? `${port}` : `${port}/${protocol}`;
