import { paint } from '../output.ts';
import { statisticsText } from '../reporters/pretty.ts';
import { statisticsOf } from '../statistics-json.ts';
import type { FuzzedProperty, FuzzReport } from './fuzz-report.ts';

/** For people: a line for each property, with the world that refutes it. */
export function reportText({ properties, shards, seed, ms }: FuzzReport): string {
  const worlds = properties.reduce((sum, { statistics }) => sum + statistics.worlds, 0);
  const refuted = properties.filter(({ failures }) => failures.length > 0).length;
  const seconds = ms / 1000;
  const summary = [
    `${properties.length} ${properties.length === 1 ? 'property' : 'properties'}`,
    `${worlds} worlds`,
    `${refuted} refuted`,
    `seed ${seed}`,
    ...(shards.length > 1 || shards[0] !== '1/1' ? [`shards ${shards.join(', ')}`] : []),
  ].join(', ');
  return [
    ...properties.flatMap(propertyLines),
    '',
    `${paint(refuted === 0 ? 'green' : 'red', summary)}  ${paint('dim', `${seconds.toFixed(2)} s`)}`,
  ].join('\n');
}

function propertyLines(property: FuzzedProperty): readonly string[] {
  const { file, name, statistics, failures, unjudgeable } = property;
  const good = failures.length === 0 && unjudgeable.length === 0 && statistics.judged > 0;
  const mark = good ? paint('green', '✓') : paint('red', '✗');
  const hollow = statistics.judged === 0 ? ', hollow: nothing that could fail was generated' : '';
  return [
    `${mark} ${file}: ${name}  ${paint('dim', `${statisticsText(statisticsOf(statistics))}${hollow}`)}`,
    ...unjudgeable.map((why) => `    not judged: ${why}`),
    ...failures.flatMap(({ message, seed, runs, counterexample }) => [
      `    ${message}`,
      `    repeat it with: dnet test ${file} --seed ${seed} --runs ${runs} --grep ${JSON.stringify(name)}`,
      '',
      ...counterexample
        .trimEnd()
        .split('\n')
        .map((line) => `    ${line}`),
      '',
    ]),
  ];
}
