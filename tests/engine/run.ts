// Plays the corpus and generated worlds on real engines: on DOCKER_HOST where it is set, else on engines of the lab.
//   --worlds N    generated worlds in all (30)      --seed N     of the first of them
//   --engines L   releases of the lab (20,26)       --no-corpus  generated worlds only
//   --minutes N   begins nothing after them (600)
//   --kills N     runs killed on each engine (2)    --no-shrink  differences as they were found
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compileFile } from '../../cli/compile-file.ts';
import { findScenarioFiles } from '../../cli/file-system.ts';
import { SERVICES } from '../../cli/services.ts';
import { showDiagnostic } from '../../cli/show-diagnostic.ts';
import { printScenario } from '../../compiler/print/print-scenario.ts';
import { Company } from '../../engines/company.ts';
import { compareScenario } from '../../engines/compare/compare-scenario.ts';
import type { EngineHosts } from '../../engines/engine-hosts.ts';
import { releaseFor } from '../../engines/engine-release.ts';
import { dockerCommands } from '../../engines/fuzz/docker-commands.ts';
import { generateScenarios } from '../../engines/fuzz/generate-scenario.ts';
import { firstDifference, shrinkDifference } from '../../engines/fuzz/shrink-difference.ts';
import { type EngineChoice, openEngines } from '../../engines/open-engines.ts';
import { runOnEngines } from '../../engines/run-on-engines.ts';
import { checkedItems } from '../../runtime/scenario/checked-items.ts';
import { problemsOf } from '../../runtime/scenario/problems.ts';
import { killRuns } from './killed-runs.ts';
import { startLab, stopLab, whyNoLab } from './lab.ts';

const { values } = parseArgs({
  options: {
    worlds: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    kills: { type: 'string', default: '2' },
    minutes: { type: 'string', default: '600' },
    engines: { type: 'string', default: '20,26' },
    corpus: { type: 'boolean', default: true },
    shrink: { type: 'boolean', default: true },
  },
  allowNegative: true,
});

const deadline = performance.now() + Number(values.minutes) * 60_000;
/** What the time did not suffice for is told, and is no success. */
const notRun: string[] = [];
function isLate(what: string): boolean {
  if (performance.now() < deadline) return false;
  notRun.push(what);
  return true;
}

const ROOT = join(import.meta.dirname, '..', '..');
/** Where differences are left for people to look at. */
const FOUND = join(ROOT, '.dnet', 'engine');

interface Count {
  held: number;
  skipped: number;
  problems: number;
  worlds: number;
  /** Differences that were not there when the same world was played again. */
  unsteady: number;
}
const total: Count = { held: 0, skipped: 0, problems: 0, worlds: 0, unsteady: 0 };
const reasons = new Map<string, number>();

async function main(): Promise<void> {
  const host = process.env.DOCKER_HOST;
  if (host !== undefined) {
    await onEngine({ host: [host] }, undefined, Number(values.worlds), Number(values.seed));
  } else {
    const why = whyNoLab();
    if (why !== undefined) {
      console.log(`test:engine did NOT run: ${why}, and DOCKER_HOST is not set`);
      return;
    }
    await inLab(values.engines.split(','));
  }
  for (const [reason, times] of [...reasons].sort((a, b) => b[1] - a[1]))
    console.log(`skipped ${times}: ${reason}`);
  const { held, skipped, problems, worlds, unsteady } = total;
  console.log(
    `${held} claims held on real engines, ${skipped} skipped, ${worlds} worlds compared (${unsteady} differed once only), ${problems} problems`,
  );
  if (notRun.length > 0)
    console.log(`NOT run within ${values.minutes} minutes: ${notRun.length} scenarios and worlds`);
  if (problems > 0) process.exitCode = 1;
}

async function inLab(engines: readonly string[]): Promise<void> {
  const share = Math.ceil(Number(values.worlds) / engines.length);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      stopLab();
      process.exit(130);
    });
  for (const [i, engine] of engines.entries()) {
    try {
      const { socket, clients, address } = startLab(engine);
      const choice = { host: [`unix://${socket}`], client: clients, dedicated: true } as const;
      await onEngine(choice, address, share, Number(values.seed) + i);
      const left = await killRuns(socket, Number(values.kills));
      for (const problem of left) console.log(problem);
      total.problems += left.length;
    } finally {
      stopLab();
    }
  }
}

async function onEngine(
  choice: EngineChoice,
  address: string | undefined,
  worlds: number,
  seed: number,
): Promise<void> {
  const hosts = await openEngines(choice, process.env);
  const { version } = [...hosts.engines.values()][0]!;
  console.log(`engine ${version.Version}${hosts.dedicated ? '' : ', shared with others'}`);
  const company = new Company(hosts);
  try {
    if (values.corpus) await playCorpus(company, hosts);
    const surroundings = {
      release: releaseFor(version.ApiVersion),
      hostAddress: address ?? '192.168.1.31/24',
      clientAddress: '192.168.1.100/24',
    };
    // Names and addresses of a shared engine are not the simulated ones.
    if (hosts.dedicated) await compareWorlds(company, hosts, generateScenarios(seed, worlds, surroundings));
  } finally {
    await company.leave();
  }
}

/** Every scenario must fare on the real engine as the corpus says. */
async function playCorpus(company: Company, hosts: EngineHosts): Promise<void> {
  for (const file of findScenarioFiles([join(ROOT, 'scenarios')])) {
    const source = compileFile(file);
    for (const scenario of source.ir?.scenarios ?? []) {
      if (isLate(scenario.name)) continue;
      const result = await runOnEngines(company, hosts, scenario);
      const items = checkedItems(result);
      const problems = problemsOf(result);
      total.held += items.filter(({ verdict }) => verdict === 'held').length;
      for (const { skipped } of items)
        if (skipped !== undefined) {
          total.skipped++;
          const reason = skipped.replace(/^what it needs was not done: /, '');
          reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
        }
      total.problems += problems.length;
      for (const problem of problems) console.log(`${scenario.name}\n${showDiagnostic(problem, source)}\n`);
    }
  }
}

async function compareWorlds(
  company: Company,
  hosts: EngineHosts,
  scenarios: ReturnType<typeof generateScenarios>,
): Promise<void> {
  for (const scenario of scenarios) {
    if (isLate(scenario.name)) continue;
    const comparison = await compareScenario(company, hosts, scenario, SERVICES);
    total.worlds++;
    const difference = firstDifference(comparison);
    if (difference === undefined) continue;
    // What comes and goes is the machine's load, not a difference of the engines.
    const again = firstDifference(await compareScenario(company, hosts, scenario, SERVICES));
    if (again !== difference) {
      console.log(`${scenario.name}: ${difference}, but not when it was played again`);
      total.unsteady++;
      continue;
    }
    total.problems++;
    console.log(`${scenario.name}: ${difference}`);
    const smallest = values.shrink
      ? await shrinkDifference(company, hosts, scenario, difference, SERVICES)
      : scenario;
    report(difference, smallest);
  }
}

/** A difference as a file that dnet plays, and as commands that anyone can paste. */
function report(difference: string, scenario: ReturnType<typeof generateScenarios>[number]): void {
  mkdirSync(FOUND, { recursive: true });
  const path = join(FOUND, `${scenario.name.replaceAll(' ', '-')}.dnet`);
  const commands = dockerCommands(scenario);
  const text = printScenario(scenario);
  writeFileSync(path, `// ${difference}\n${commands.map((line) => `//   ${line}\n`).join('')}${text}`);
  console.log(`${text}\n${commands.join('\n')}\n(${path})\n`);
}

await main();
