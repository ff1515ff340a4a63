import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { compile } from '../../compiler/compile.ts';
import type { Property, Scenario } from '../../compiler/ir/ir.ts';
import { printScenario } from '../../compiler/print/print-scenario.ts';
import { checkProperty } from '../../runtime/property/check-property.ts';
import type { Mutant } from './mutant.ts';
import { nameMutants } from './name-mutants.ts';
import { namespaceMutants } from './namespace-mutants.ts';
import { ruleMutants } from './rule-mutants.ts';

/** `npm run test:mutants`: each mutant of the engine is caught by its law; the table goes into docs/mutants.md. */
const MUTANTS: readonly Mutant[] = [...ruleMutants, ...namespaceMutants, ...nameMutants];
const RUNS = 300;
const SEED = 1;
const MOST_ENTITIES = 4;
const MOST_STEPS = 3;

const root = join(import.meta.dirname, '../..');
const laws: readonly Property[] = globSync('scenarios/laws/*.dnet', { cwd: root }).flatMap(
  (file) => compile(file, readFileSync(join(root, file), 'utf8')).ir?.properties ?? [],
);

/** What a counterexample is made of, besides its one Docker host. */
function entitiesOf({ surroundings, story }: Scenario): number {
  const all = story.flatMap((item) => (item.kind === 'step' ? item.items : [item]));
  const made = all.filter(
    (item) =>
      item.kind === 'do' && ['create-network', 'run-container', 'create-service'].includes(item.action.kind),
  );
  return made.length + surroundings.clients.length + surroundings.hosts.length - 1;
}

const stepsOf = ({ story }: Scenario): number => story.filter(({ kind }) => kind === 'step').length;

interface Row {
  readonly mutant: Mutant;
  readonly problem?: string;
  readonly run?: number;
  readonly entities?: number;
  readonly steps?: number;
  readonly text?: string;
}

function examine(mutant: Mutant): Row {
  const law = laws.find(({ name }) => name === mutant.law);
  if (law === undefined) return { mutant, problem: `there is no law "${mutant.law}"` };
  const { verdict } = checkProperty(law, { runs: RUNS, seed: SEED, doing: mutant.doing });
  if (verdict.kind !== 'failed') return { mutant, problem: `not caught: ${verdict.kind}` };
  const { scenarios, run } = verdict.counterexample;
  const entities = Math.max(...scenarios.map(entitiesOf));
  const steps = Math.max(...scenarios.map(stepsOf));
  const large = entities > MOST_ENTITIES || steps > MOST_STEPS;
  return {
    mutant,
    run,
    entities,
    steps,
    text: scenarios.map(printScenario).join('\n'),
    ...(large && { problem: 'the counterexample is too large' }),
  };
}

const only = process.argv[2];
const rows = MUTANTS.filter(({ fault }) => only === undefined || fault.includes(only)).map((mutant) => {
  const begin = performance.now();
  const row = examine(mutant);
  const ms = Math.round(performance.now() - begin);
  const size =
    row.entities === undefined ? '' : `${row.entities} entities, ${row.steps} steps, world ${row.run}`;
  console.log(
    `${row.problem === undefined ? '✓' : '✗'} ${mutant.fault}: ${row.problem ?? ''} ${size} (${ms} ms)`,
  );
  if (row.problem !== undefined && row.text !== undefined) console.log(row.text);
  return row;
});

if (only === undefined) writeFileSync(join(root, 'docs/mutants.md'), tableOf(rows));
process.exitCode = rows.every(({ problem }) => problem === undefined) ? 0 : 1;

function tableOf(all: readonly Row[]): string {
  const lines = all.map(
    ({ mutant, problem, run, entities, steps }) =>
      `| ${mutant.fault} | ${mutant.law} | ${problem ?? `world ${run}`} | ${entities ?? ''} | ${steps ?? ''} |`,
  );
  return [
    '# Mutants of the engine',
    '',
    'A law that nothing can break says nothing. Each line below is the simulated engine with one fault, put in by `tests/mutants/`, and the',
    'law of `scenarios/laws/` that notices it; then the generated world of seed 1 in which it did so first, and the size of the counterexample',
    'that is left after shrinking: networks, containers, clients and further hosts, and steps. `npm run test:mutants` makes this page.',
    '',
    '| fault | law that notices it | caught in | entities | steps |',
    '| --- | --- | --- | --- | --- |',
    ...lines,
    '',
  ].join('\n');
}
