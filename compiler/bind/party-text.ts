import type { Party } from '../../grammar/ast.ts';

/** A party as the scenario writes it: `laptop/web`, `172.30.0.3`. */
export function partyText(party: Party): string {
  if (party.kind === 'address') return party.address;
  return party.host === undefined ? party.name : `${party.host}/${party.name}`;
}
