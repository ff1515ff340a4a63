// Replays captures of real engines into `dnet shell --json` and holds the figures against the recorded ones.
// Where the captures and their judge lie: DNET_GROUND_TRUTH and DNET_CONFORMANCE. Without them the tier is skipped,
// except under CI=true, where their absence is an error.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const cases = process.env.DNET_GROUND_TRUTH ?? '../shared/ground-truth';
const judge = process.env.DNET_CONFORMANCE ?? '../shared/conformance/run';
const recordedFile = 'conformance.json';
const update = process.argv.includes('--update');

if (!existsSync(cases) || !existsSync(judge)) {
  console.log(`conformance: skipped: no captures at ${cases} (set DNET_GROUND_TRUTH and DNET_CONFORMANCE)`);
  process.exit(process.env.CI === 'true' ? 1 : 0);
}

const reportFile = join(mkdtempSync(join(tmpdir(), 'dnet-conformance-')), 'report.json');
const passed = process.argv.slice(2).filter((arg) => arg !== '--update');
const run = spawnSync('node', [judge, '--cases', cases, '--json', reportFile, ...passed], {
  stdio: 'inherit',
});
if (run.status !== 0) process.exit(run.status ?? 1);
if (passed.includes('--only')) process.exit(0);

/** Share of agreement per figure: 1 where there was nothing to compare. */
const shares = (score) =>
  Object.fromEntries(Object.entries(score).map(([k, [same, all]]) => [k, all ? same / all : 1]));
const report = JSON.parse(readFileSync(reportFile, 'utf8'));
const now = {
  total: shares(report.total),
  cases: Object.fromEntries(Object.entries(report.cases).map(([k, v]) => [k, shares(v)])),
};
const recorded = existsSync(recordedFile)
  ? JSON.parse(readFileSync(recordedFile, 'utf8'))
  : { total: {}, cases: {} };

const fallen = [];
const raise = (where, figures, before = {}) =>
  Object.fromEntries(
    Object.entries(figures).map(([figure, value]) => {
      const floor = before[figure] ?? 0;
      if (value < floor - 1e-9)
        fallen.push(
          `${where} ${figure}: ${(100 * value).toFixed(2)} %, recorded ${(100 * floor).toFixed(2)} %`,
        );
      return [figure, Math.max(value, floor)];
    }),
  );
const raised = {
  total: raise('total', now.total, recorded.total),
  cases: Object.fromEntries(Object.entries(now.cases).map(([k, v]) => [k, raise(k, v, recorded.cases[k])])),
};
if (update) writeFileSync(recordedFile, `${JSON.stringify(raised, null, 1)}\n`);
if (fallen.length > 0) {
  console.error(`conformance fell below ${recordedFile}:\n  ${fallen.join('\n  ')}`);
  process.exit(1);
}
console.log(`conformance: no figure is below ${recordedFile}`);
