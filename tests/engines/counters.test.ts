import { expect, test } from 'vitest';
import { countedSince, readCounters } from '../../engines/ask/counters.ts';

const at = (drops: number, policy: number): string => `*filter
:FORWARD DROP [${policy}:120]
:DOCKER - [0:0]
[7:420] -A FORWARD -j DOCKER
[${drops}:60] -A DOCKER -i br-1 -j DROP
COMMIT
`;

test('the rule whose counter moved is the one that packets met', () => {
  expect(countedSince(readCounters(at(1, 2)), readCounters(at(3, 2)))).toEqual([
    { table: 'filter', rule: '-A DOCKER -i br-1 -j DROP', packets: 2 },
  ]);
  expect(countedSince(readCounters(at(1, 2)), readCounters(at(1, 3)))).toEqual([
    { table: 'filter', rule: 'policy of FORWARD DROP', packets: 1 },
  ]);
});
