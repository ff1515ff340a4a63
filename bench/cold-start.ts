import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bridgeScenario } from './sources.ts';
import { type Figure, medianMs } from './stopwatch.ts';

export function coldStart(): Figure[] {
  const file = join(mkdtempSync(join(tmpdir(), 'dnet-bench-')), 'small.dnet');
  writeFileSync(file, bridgeScenario(3));
  const check = medianMs(() => spawnSync('node', ['bin/dnet.mjs', 'check', file]));
  const bare = medianMs(() => spawnSync('node', ['-e', '0']));
  return [
    {
      what: 'cold start of `dnet check`',
      value: `${check.toFixed(0)} ms (bare node ${bare.toFixed(0)} ms)`,
      aim: '130 ms',
    },
  ];
}
