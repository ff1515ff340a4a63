import { diagnose } from '../../../diagnostics/diagnostic.ts';
import { formatIp, type Ip } from '../../address/ip.ts';
import { isUnknown, machineParty, type Party, runningContainers } from '../party.ts';
import type { Session } from '../session.ts';
import { askFact } from './asking.ts';
import { type ClaimOf, failed, held, hollow, type Verdict } from './verdict.ts';

/** `previous address of c does not answer`: no echo from it, asked by every host and every container. */
export function judgePreviousAddress(session: Session, claim: ClaimOf<'previous-address-silent'>): Verdict {
  const previous = previousAddresses(session, claim.of);
  if (previous.length === 0) return hollow(claim, `\`${claim.of}\` never had another address`);
  const facts = previous.flatMap((ip) =>
    askers(session).map((from) => echoFact(session, from, ip, claim.of)),
  );
  const answered = facts.find(({ holds }) => !holds);
  if (answered === undefined) return held(facts);
  const address = previous.map(formatIp).join(', ');
  const by = answered.asked.split(' ─▶ ')[0]!;
  return failed(diagnose('E2111', { who: claim.of, address, by }, claim.origin), facts);
}

/** The addresses that it had before it got the ones that it has, or had last. */
function previousAddresses({ history }: Session, name: string): readonly Ip[] {
  for (const [key, states] of history.addresses) {
    if (key.split('/').at(-1) !== name) continue;
    const now = states.at(-1) ?? [];
    return (states.at(-2) ?? []).filter((ip) => !now.includes(ip));
  }
  return [];
}

const askers = ({ world }: Session): readonly Party[] => [
  ...[...world.engines.keys()]
    .map((host) => machineParty(world, host))
    .filter((party): party is Party => !isUnknown(party)),
  ...runningContainers(world),
];

function echoFact(session: Session, from: Party, ip: Ip, of: string) {
  const to: Party = { kind: 'address', name: `the previous address of ${of}`, addresses: [ip] };
  return askFact(session, from, to, { ip, door: { kind: 'icmp' } }, { holds: false });
}
