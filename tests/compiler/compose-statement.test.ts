import { expect, test } from 'vitest';
import { compile } from '../../compiler/compile.ts';
import { expectMarked, scenarioOf } from './harness.ts';

const FILES: { readonly [path: string]: string } = {
  'compose.yaml': `
name: shop
services:
  web: { image: nginx, networks: [front] }
  db: { image: redis, networks: [back], scale: 2 }
networks:
  front: {}
  back: { internal: true }
`,
  'broken.yaml': 'name: broken\nservices:\n  web: { image: nginx, networks: [nowhere] }\n',
};
const options = { read: (path: string) => FILES[path] };

test('a compose statement is an up, and claims name services as the file does', () => {
  const { story } = scenarioOf(
    `expect web cannot reach db:6379 because isolated
     expect web reaches db:80 by name
     expect shop-db-2 has no address on front
     compose "./compose.yaml"
     compose stop shop web`,
    options,
  );
  expect(story.map((item) => (item.kind === 'do' ? item.action.kind : item.kind))).toEqual([
    'compose',
    'claim',
    'claim',
    'claim',
    'compose',
  ]);
  expect(story[0]).toMatchObject({
    action: { host: 'localhost', project: 'shop', verb: 'up', arguments: [], plan: { project: 'shop' } },
  });
  expect(story[1]).toMatchObject({
    claim: { from: { kind: 'container', name: 'shop-web-1' }, to: { kind: 'container', name: 'shop-db-1' } },
  });
  expect(story[2]).toMatchObject({ claim: { to: { name: 'shop-db-1' }, named: 'db' } });
  expect(story[3]).toMatchObject({
    claim: { who: { name: 'shop-db-2' }, what: { network: 'shop_front' } },
  });
  expect(story[4]).toMatchObject({ action: { verb: 'stop', arguments: ['web'] } });
});

test('the project can be named otherwise', () => {
  const { story } = scenarioOf('compose "./compose.yaml" { project mine }\nexpect web is running', options);
  expect(story[1]).toMatchObject({ claim: { who: { name: 'mine-web-1' } } });
});

test.each([
  [
    'a file that is not there; its names may then be right',
    `
  compose "./missing.yaml"
          ^^^^^^^^^^^^^^^^ E4001
  expect api is running`,
  ],
  [
    'unknown projects and services',
    `
  compose "./compose.yaml"
  compose stop shp
               ^^^ E1005
  compose scale shop web=2 dbb=3
                           ^^^^^ E1005
  expect webb is running
         ^^^^ E1005`,
  ],
])('%s', (_name, body) => {
  expectMarked(`scenario "test" {\n${body}\n}`, options);
});

test('diagnostics of the compose file stand in the compose file', () => {
  const { diagnostics } = expectFails('compose "./broken.yaml"');
  expect(diagnostics.map(({ code, span }) => [code, span.file])).toEqual([['E3030', 'broken.yaml']]);
});

const expectFails = (body: string) => compile('test.dnet', `scenario "test" {\n${body}\n}`, options);

test('what stands in the line says the same as the block', () => {
  const { story } = scenarioOf(
    `compose "./compose.yaml" as tower with profile debug, tools env "TAG=2", "MODE=a b"
     compose stop tower web`,
    options,
  );
  expect(story[0]).toMatchObject({ action: { project: 'tower', verb: 'up' } });
  expect(story[1]).toMatchObject({ action: { project: 'tower', verb: 'stop' } });
  const files = {
    'compose.yaml':
      'name: shop\nservices: {web: {image: "nginx:$TAG"}, spy: {image: redis, profiles: [debug]}}',
  };
  const { story: other } = scenarioOf(`compose "./compose.yaml" with profile debug env "TAG=2"`, {
    read: (path: string) => files[path as keyof typeof files],
  });
  expect(other[0]).toMatchObject({
    action: { plan: { services: [{ name: 'spy' }, { name: 'web', container: { image: 'nginx:2' } }] } },
  });
});
