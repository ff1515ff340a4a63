import type { Claim } from '../compiler/ir/claim.ts';
import type { RealSession } from './real-session.ts';

/** Why real machines are not asked about a claim at all; undefined when they are. */
export function whySkipped({ performance: { stage } }: RealSession, claim: Claim): string | undefined {
  if (claim.kind === 'connection') return 'connections are not kept open on real engines';
  if (claim.kind === 'spread') return 'requests one after another are not counted on real engines';
  if (
    claim.kind === 'has' &&
    claim.what.kind === 'rule' &&
    [...stage.hosts.values()].some(({ root }) => root === undefined)
  )
    return 'nobody may read the rules of this machine';
  if (!stage.clients.has('internet') && /\binternet\b/.test(claim.text))
    return 'no real machine stands for the internet';
  const otherName = [...stage.hosts.values()].find(
    ({ name, engine }) =>
      claim.kind === 'prints' && engine.info.Name !== name && claim.expected.includes(name),
  );
  if (otherName !== undefined)
    return `the machine is called ${otherName.engine.info.Name}, not ${otherName.name}`;
  if (stage.dedicated) return undefined;
  if (hangsOnNames(claim))
    return 'a shared engine has other names, addresses and options than the scenario says';
  return undefined;
}

/** An address, a card's name or a name with a network in it, written out in the claim. */
function hangsOnNames(claim: Claim): boolean {
  if (claim.kind === 'has') return claim.what.kind !== 'only-loopback' && claim.what.kind !== 'listener';
  return (
    /\b\d{1,3}(\.\d{1,3}){3}\b|[0-9a-f]:[0-9a-f:]*:|\$ /i.test(claim.text) ||
    (claim.kind === 'resolve' && claim.name.includes('.'))
  );
}
