import { expect, test } from 'vitest';
import { batchSeed, isOwn } from '../../../cli/fuzz/batch.ts';
import type { FuzzReport } from '../../../cli/fuzz/fuzz-report.ts';
import { mergeReports } from '../../../cli/fuzz/merge-reports.ts';
import { workshop } from '../run-dnet.ts';

const { dnet, read } = workshop({
  'laws.dnet': `property "names stay at home" {
  for any world { clients 0; networks 0..2; containers 2..3; steps 0 }
  for all a, b in containers
  where a shares no network with b
  where a has its own namespace and b has its own namespace
  expect a cannot resolve b
}
`,
  'wrong.dnet': `property "nobody reaches anybody" {
  for any world { clients 0; networks 0; containers 2; steps 0 }
  for all a, b in containers
  expect a cannot reach b
}
`,
});

test('shards have every batch once, and batches have seeds of their own', () => {
  const numbers = Array.from({ length: 20 }, (_, number) => number);
  const owners = numbers.map((number) => [1, 2, 3].filter((index) => isOwn({ index, of: 3 }, number)));
  expect(owners.every((own) => own.length === 1)).toBe(true);
  expect(new Set(numbers.map((number) => batchSeed(1, number))).size).toBe(20);
});

test('two shards make one report', { timeout: 60_000 }, () => {
  for (const index of [1, 2])
    expect(
      dnet(['fuzz', 'laws.dnet', '--runs', '40', '--shard', `${index}/2`, '--report', `r${index}.json`]),
    ).toMatchObject({ code: 0 });
  const merged = dnet(['fuzz', '--merge', 'r1.json', 'r2.json', '--report', 'all.json']);
  expect(merged).toMatchObject({ code: 0 });
  const reports = ['r1.json', 'r2.json', 'all.json'].map((path): FuzzReport => JSON.parse(read(path)));
  expect(mergeReports([reports[0]!, reports[1]!])).toEqual(reports[2]);
  expect(reports[2]!.properties[0]).toMatchObject({ batches: 2, statistics: { worlds: 40 } });
});

test('a refuted property: exit code 1, and a file that can be run', { timeout: 60_000 }, () => {
  const { code, stdout } = dnet(['fuzz', 'wrong.dnet', '--runs', '20']);
  expect(code).toBe(1);
  expect(stdout).toContain('expect c0 cannot reach c1');
  expect(stdout).toMatch(/repeat it with: dnet test wrong\.dnet --seed \d+ --runs 20/);
});

test('what is no share, no report or no property is told in a line', { timeout: 60_000 }, () => {
  expect(dnet(['fuzz', 'laws.dnet', '--shard', '3/2']).code).toBe(2);
  expect(dnet(['fuzz', '--merge', 'laws.dnet'])).toMatchObject({ code: 2 });
  expect(dnet(['fuzz', 'nothing.dnet']).code).toBe(2);
});
