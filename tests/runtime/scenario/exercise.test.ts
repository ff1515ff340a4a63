import { expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import { problemsOf } from '../../../runtime/scenario/problems.ts';
import { playScenario } from '../../../runtime/scenario/run.ts';
import { tallyOf } from '../../../runtime/scenario/tally.ts';

const play = (exercise: string) => {
  const { ir, diagnostics } = compile(
    'test.dnet',
    `scenario "s" {
      host laptop { address 192.168.1.31/24 }
      network app
      container db { image postgres; network app }
      container blog { image nginx }
      exercise "bring them together" { ${exercise} }
      expect blog cannot reach db
    }`,
  );
  if (ir === undefined) throw new Error(diagnostics.map(({ message }) => message).join());
  return playScenario(ir.scenarios[0]!);
};

test('a solution solves it, and the story goes on as if nothing had happened', () => {
  const { session, result } = play(
    `laptop$ docker network connect app blog\nexpect blog reaches db:5432 by name`,
  );
  expect(problemsOf(result)).toEqual([]);
  expect(tallyOf(result)).toMatchObject({ claims: 2, held: 2 });
  const blog = [...session.world.engines.get('laptop')!.containers.values()].find(
    ({ name }) => name === 'blog',
  );
  expect([...blog!.networks.keys()]).toEqual(['bridge']);
});

test('a solution that does not solve it is a failure, at the claim', () => {
  const { result } = play(`laptop$ docker network ls\nexpect blog reaches db:5432`);
  expect(problemsOf(result).map(({ code }) => code)).toEqual(['E2103']);
  expect(tallyOf(result)).toMatchObject({ claims: 2, held: 1, failed: 1 });
});

test('what holds before anything is done is no exercise', () => {
  const { result } = play(`laptop$ docker network ls\nexpect blog cannot reach db`);
  expect(problemsOf(result).map(({ code }) => code)).toEqual(['E2125']);
});
