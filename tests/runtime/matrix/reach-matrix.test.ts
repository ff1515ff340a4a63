import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { composePlan } from '../../../compiler/compose/plan.ts';
import { readComposeProject } from '../../../compiler/compose/read-project.ts';
import { deploy } from '../../../runtime/matrix/deploy.ts';
import { cellText } from '../../../runtime/matrix/print/cell-text.ts';
import { nothingAnswered, probeTarget } from '../../../runtime/matrix/probe-target.ts';
import { matrixOf, matrixOfPlan } from '../../../runtime/matrix/reach-matrix.ts';
import { targetName } from '../../../runtime/matrix/targets.ts';

const CORPUS = new URL('../../../scenarios/compose/', import.meta.url);

function planOf(text: string, folder = 'demo') {
  const reader = {
    read: (path: string) => {
      try {
        return readFileSync(new URL(`${folder}/${path}`, CORPUS), 'utf8');
      } catch {
        return undefined;
      }
    },
    exists: () => false,
  };
  const { project } = readComposeProject([{ path: 'compose.yaml', text }], { reader, directoryName: folder });
  return composePlan(project!, `/srv/${folder}`);
}

/** What becomes of one asking another: `open`, `via :8080`, `isolated`. */
function cellsOf(text: string): (from: string, to: string) => string {
  const { askers, targets, cells } = matrixOfPlan(planOf(text));
  return (from, to) => {
    const row = askers.findIndex(({ name }) => name === from);
    const column = targets.findIndex((target) => targetName(target) === to);
    return cellText(cells[row]![column]!);
  };
}

describe('answers that stand for others are the ones that asking gives', () => {
  const folders = readdirSync(CORPUS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  test.each(folders.map(({ name }) => name))('%s', (folder) => {
    const deployed = deploy(planOf(readFileSync(new URL(`${folder}/compose.yaml`, CORPUS), 'utf8'), folder));
    const matrix = matrixOf(deployed);
    const host = matrix.askers.find(({ kind }) => kind === 'host')!.party!;
    for (const [row, asker] of matrix.askers.entries())
      for (const [column, target] of matrix.targets.entries()) {
        const told = matrix.cells[row]![column]!;
        if (told.word === '-') continue;
        const asked = probeTarget(deployed.world, asker, target, host, nothingAnswered(deployed.plan));
        const pair = `${asker.name} → ${targetName(target)}`;
        expect([pair, told.word, told.way, told.door]).toEqual([pair, asked.word, asked.way, asked.door]);
      }
  });
});

test('why not: apart, inside, unpublished, no listener', () => {
  const cell = cellsOf(`
services:
  proxy: {image: nginx, networks: [front], ports: ['8080:80', '127.0.0.1:9000:9000']}
  api: {image: nginx, networks: [front, back]}
  db: {image: redis, networks: [back]}
  job: {image: busybox, command: sleep 1d, networks: [vault]}
networks: {front: {}, back: {}, vault: {internal: true}}
`);
  expect(cell('api', 'db:6379')).toBe('open');
  expect(cell('proxy', 'db:6379')).toBe('isolated');
  expect(cell('db', 'proxy:80')).toBe('via :8080');
  expect(cell('job', 'db:6379')).toBe('internal');
  expect(cell('lan', 'proxy:80')).toBe('via :8080');
  expect(cell('lan', 'proxy:9000')).not.toBe('open');
});

test('a container that is named after its network mode is one of the project', () => {
  const plan = planOf(`
services:
  tunnel: {image: alpine, command: sleep 1d, container_name: vpn, ports: ['8080:80']}
  app: {image: nginx, network_mode: 'container:vpn', depends_on: [tunnel]}
`);
  const matrix = matrixOfPlan(plan);
  expect(matrix.notes.join()).not.toContain('stands in');
  expect(matrix.targets.map(targetName)).toEqual(['app:80']);
  expect(matrix.targets[0]!.published).toEqual([{ ip: '', port: 8080 }]);
});

test('a service without a port that anybody knows is named', () => {
  const { notes } = matrixOfPlan(planOf('services: {own: {build: .}, web: {image: nginx}}'));
  expect(notes.join()).toContain('no port is known of own');
});
