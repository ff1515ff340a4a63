import { expect, test } from 'vitest';
import { mutateScenario, survives } from '../../../runtime/mutation/mutate-scenario.ts';
import { scenarioOf } from '../../compiler/harness.ts';
import { located } from './located.ts';

const scenario = located(
  scenarioOf(`
  network front
  network back { internal }
  container web { image nginx; network front; publish 8080:80 }
  container db { image postgres; network back }
  expect web cannot reach db because isolated`),
);

const results = new Map([...mutateScenario(scenario)].map((result) => [result.what, result]));

test('a change that a claim notices', () => {
  expect(results.get('web joins network back')).toMatchObject({
    noticedBy: ['web cannot reach db because isolated'],
  });
});

test('a change that nobody claims anything of survives', () => {
  expect(survives(results.get('web no longer publishes 8080:80')!)).toBe(true);
  expect(survives(results.get('front is internal')!)).toBe(true);
});

test('one change for each attachment, port and flag', () => {
  expect([...results.keys()]).toEqual(
    expect.arrayContaining([
      'front has icc off',
      'front has masquerading off',
      'back is no longer internal',
      'web leaves network front',
      'web is in mode none',
      'db joins network front',
    ]),
  );
  expect(results.has('back has masquerading off')).toBe(false);
});
