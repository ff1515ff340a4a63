import type { Answer } from '../../../compiler/ir/claim.ts';
import { diagnose } from '../../../diagnostics/diagnostic.ts';
import { formatIp, type Ip } from '../../address/ip.ts';
import { lookUp } from '../look-up.ts';
import { findParty, isUnknown, type Party } from '../party.ts';
import type { Session } from '../session.ts';
import { findService, taskAddresses, virtualIpsOf } from '../swarm-parties.ts';
import { ofEveryTask } from './every-task.ts';
import { plainFact } from './fact.ts';
import { type ClaimOf, failed, held, hollow, unjudgeable, type Verdict } from './verdict.ts';

/** `a resolves NAME`, `... to ADDRESS`, `a cannot resolve NAME`. */
export function judgeResolve(session: Session, claim: ClaimOf<'resolve'>): Verdict {
  const from = findParty(session.world, claim.from);
  if (isUnknown(from)) return unjudgeable(claim, from.unknown);
  return ofEveryTask(claim, from, (asker) => judgeLookup(session, claim, asker));
}

function judgeLookup(session: Session, claim: ClaimOf<'resolve'>, from: Party): Verdict {
  if (from.netns === undefined)
    return claim.answer.kind === 'nothing'
      ? hollow(claim, `\`${from.name}\` does not run, so it resolves nothing`)
      : failed(diagnose('E2115', { who: from.name, state: 'not running' }, claim.origin));
  const wanted = wantedAnswer(session, claim.answer);
  if (typeof wanted === 'string') return unjudgeable(claim, wanted);
  const { addresses, how } = lookUp(session, from, claim.name);
  const found =
    addresses.length > 0 ? `resolves to ${texts(addresses).join(', ')}` : `does not resolve (${how})`;
  const fact = {
    ...plainFact(`${from.name} looks up ${claim.name}`, wanted.text, found),
    holds: wanted.test(addresses),
  };
  if (fact.holds) return held([fact]);
  return failed(diagnose('E2106', { who: from.name, name: claim.name, found }, claim.origin));
}

interface Wanted {
  readonly text: string;
  readonly test: (addresses: readonly Ip[]) => boolean;
}

/** What the answer must be; a text says why that cannot be known. */
function wantedAnswer(session: Session, answer: Answer): Wanted | string {
  switch (answer.kind) {
    case 'nothing':
      return { text: 'nothing', test: (addresses) => addresses.length === 0 };
    case 'something':
      return { text: 'something', test: (addresses) => addresses.length > 0 };
    case 'addresses':
      return exactly(answer.addresses);
    case 'entity': {
      const party = findParty(session.world, answer.who);
      if (isUnknown(party)) return party.unknown;
      const own = texts(party.addresses);
      return {
        text: `an address of ${party.name}`,
        test: (addresses) => addresses.length > 0 && texts(addresses).every((text) => own.includes(text)),
      };
    }
    case 'virtual-ip': {
      const found = findService(session.world, answer.service);
      if (found === undefined) return `there is no service \`${answer.service}\``;
      const vips = texts(virtualIpsOf(found.cluster, found.service));
      if (vips.length === 0) return `\`${answer.service}\` has no virtual ip: its endpoint mode is dnsrr`;
      return {
        text: `the virtual ip of ${answer.service}, ${vips.join(' or ')}`,
        test: (addresses) => addresses.length === 1 && vips.includes(texts(addresses)[0]!),
      };
    }
    case 'tasks': {
      const networks = taskAddresses(session.world, answer.service);
      if (networks.length === 0) return `no task of \`${answer.service}\` is on a network with names`;
      return {
        text: `the tasks of ${answer.service}, ${networks.map((own) => own.join(', ')).join(' or ')}`,
        test: (addresses) => networks.some((own) => own.join() === texts(addresses).sort().join()),
      };
    }
    default:
      return answer satisfies never;
  }
}

/** The same addresses, in whatever order the resolver gives them. */
const exactly = (wanted: readonly string[]): Wanted => ({
  text: wanted.join(', '),
  test: (addresses) => texts(addresses).sort().join() === [...wanted].sort().join(),
});

const texts = (addresses: readonly Ip[]): string[] => addresses.map(formatIp);
