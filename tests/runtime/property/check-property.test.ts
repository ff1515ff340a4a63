import { expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import type { Property } from '../../../compiler/ir/ir.ts';
import { printScenario } from '../../../compiler/print/print-scenario.ts';
import { checkProperty } from '../../../runtime/property/check-property.ts';
import { runScenario } from '../../../runtime/scenario/run.ts';

const WORLD = 'for any world { clients 0; networks 0..2; containers 2..3; steps 0..2 }';

function propertyOf(body: string): Property {
  const { ir, diagnostics } = compile('test.dnet', `property "test" {\n${WORLD}\n${body}\n}`);
  expect(diagnostics).toEqual([]);
  return ir!.properties[0]!;
}

const check = (body: string, runs = 10) => checkProperty(propertyOf(body), { runs, seed: 1 });

/** The claims of the counterexample, judged once more from its text. */
function judgedAgain(body: string): readonly string[] {
  const { verdict } = check(body);
  if (verdict.kind !== 'failed') throw new Error(verdict.kind);
  return verdict.counterexample.scenarios.flatMap((scenario) => {
    const { ir, diagnostics } = compile('again.dnet', printScenario(scenario));
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    return runScenario(ir!.scenarios[0]!).items.flatMap((item) =>
      item.kind === 'claim' ? [item.verdict.kind] : [],
    );
  });
}

test('a property that is true of Docker holds, and tells what it judged', () => {
  const { verdict, statistics } = check(`
    for all a, b in containers
    where a has its own namespace and b has its own namespace
    where a shares no network with b
    expect a cannot resolve b`);
  expect(verdict).toEqual({ kind: 'held' });
  expect(statistics).toMatchObject({ worlds: 10, refusedWorlds: 0 });
  expect(statistics.judged).toBeGreaterThan(5);
});

test('a property that is not true shrinks to a file whose last claim fails', () => {
  const body = `
    for all a, b in containers
    expect a cannot reach b`;
  expect(judgedAgain(body).at(-1)).toBe('failed');
  const { verdict } = check(body);
  if (verdict.kind !== 'failed') throw new Error(verdict.kind);
  const [smallest] = verdict.counterexample.scenarios;
  expect(smallest!.story.filter(({ kind }) => kind !== 'claim').length).toBeLessThanOrEqual(2);
});

test('the same seed gives the same counterexample', () => {
  const body = `
    for all a, b in containers
    expect a cannot reach b`;
  expect(check(body).verdict).toEqual(check(body).verdict);
});

test('what changes is shown by one claim that holds before and fails after', () => {
  const detached = `
    for all a in containers
    for all n in networks
    where a is running and a is on n and a has its own namespace
    when disconnect a from n
    expect no reach is lost`;
  expect(judgedAgain(detached)).toEqual(['held', 'failed']);
});

test('a property that never had anything to judge is hollow', () => {
  const { verdict } = check(`
    for all a in containers
    for all n in networks
    where n is internal and n is the default bridge
    expect a cannot reach internet`);
  expect(verdict).toMatchObject({ kind: 'hollow' });
});

test('a claim that cannot be judged is no pass', () => {
  const { verdict } = check(`
    for all a in containers
    for all n in networks
    expect a has address on n`);
  expect(['failed', 'unjudgeable']).toContain(verdict.kind);
});
