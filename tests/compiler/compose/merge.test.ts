import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { composeConfig } from '../../../compiler/compose/config.ts';
import { readMemory } from './read.ts';

/** What `config` says of the service `web` after `over` is laid over `base`; both are bodies of the service. */
function merged(base: string, over: string) {
  const service = (body: string) =>
    `services:\n  web:\n    image: nginx\n${body.replace(/^(?=.)/gm, '    ')}`;
  const files = { 'a.yaml': service(base), 'b.yaml': service(over) };
  const { project, codes } = readMemory(files, { given: ['a.yaml', 'b.yaml'] });
  expect(codes).toEqual([]);
  return parse(composeConfig(project!)).services.web;
}

// compose-go override/merge.go (rules) and override/uncity.go (which entries of a list are the same)
test.each<[name: string, base: string, over: string, result: object]>([
  ['a scalar is replaced', 'hostname: a', 'hostname: b', { hostname: 'b' }],
  ['an absent key stays', 'hostname: a', 'domainname: b', { hostname: 'a', domainname: 'b' }],
  ['command is replaced whole', 'command: [a, b]', 'command: [c]', { command: ['c'] }],
  ['entrypoint is replaced whole', 'entrypoint: a b', 'entrypoint: [c]', { entrypoint: ['c'] }],
  [
    'environment merges across forms',
    'environment: [A=1, B=2]',
    'environment: { B: 3, C: 4 }',
    { environment: { A: '1', B: '3', C: '4' } },
  ],
  ['labels merge', 'labels: [a=1]', 'labels: { a: 2, b: 3 }', { labels: { a: '2', b: '3' } }],
  [
    'networks merge across forms',
    'networks: [default]',
    'networks: { default: { aliases: [x] } }',
    { networks: { default: { aliases: ['x'] } } },
  ],
  [
    'aliases append, each once',
    'networks: { default: { aliases: [x, y] } }',
    'networks: { default: { aliases: [y, z] } }',
    { networks: { default: { aliases: ['x', 'y', 'z'] } } },
  ],
  ['dns appends across forms', 'dns: 192.0.2.1', 'dns: [192.0.2.2]', { dns: ['192.0.2.1', '192.0.2.2'] }],
  ['expose appends, each once', 'expose: ["80", "81"]', 'expose: [81, "82"]', { expose: ['80', '81', '82'] }],
  ['cap_add appends', 'cap_add: [A]', 'cap_add: [B, A]', { cap_add: ['A', 'B'] }],
  [
    'extra_hosts append',
    'extra_hosts: [a=1.1.1.1]',
    'extra_hosts: { a: 2.2.2.2 }',
    { extra_hosts: ['a=1.1.1.1', 'a=2.2.2.2'] },
  ],
  ['sysctls merge', 'sysctls: { a: 1 }', 'sysctls: [a=2]', { sysctls: { a: '2' } }],
  [
    'deploy merges',
    'deploy: { replicas: 1, mode: x }',
    'deploy: { replicas: 2 }',
    { deploy: { mode: 'x', replicas: 2 } },
  ],
  [
    'volumes are told apart by target',
    'volumes: ["a:/x", "b:/y"]',
    'volumes: ["c:/x:ro"]',
    { volumes: ['c:/x:ro', 'b:/y'] },
  ],
  [
    'options of one logging driver merge',
    'logging: { driver: a, options: { x: 1 } }',
    'logging: { options: { y: 2 } }',
    { logging: { driver: 'a', options: { x: 1, y: 2 } } },
  ],
  [
    'another logging driver replaces',
    'logging: { driver: a, options: { x: 1 } }',
    'logging: { driver: b }',
    { logging: { driver: 'b' } },
  ],
  ['build merges across forms', 'build: .', 'build: { target: t }', { build: { context: '.', target: 't' } }],
  ['!reset removes', 'hostname: a', 'hostname: !reset null', {}],
  ['!reset removes a list', 'dns: [192.0.2.1]', 'dns: !reset []', {}],
  ['!override replaces a list', 'dns: [192.0.2.1]', 'dns: !override [192.0.2.2]', { dns: ['192.0.2.2'] }],
  [
    '!override replaces a mapping',
    'environment: { A: 1, B: 2 }',
    'environment: !override { C: 3 }',
    { environment: { C: '3' } },
  ],
])('%s', (_, base, over, result) => {
  const { image: _image, networks, ...rest } = merged(base, over);
  expect({ ...rest, ...('networks' in result && { networks }) }).toEqual(result);
});

const published = (base: string, over: string) =>
  (merged(base, over).ports as { host_ip?: string; published: string; target: number }[]).map(
    (port) => `${port.host_ip ?? ''}:${port.published}:${port.target}`,
  );

test.each([
  ['append', '["8080:80"]', '["8081:80"]', [':8080:80', ':8081:80']],
  [
    'are told apart by address, both ports and protocol',
    '["192.0.2.1:80:80", "81:81"]',
    '["127.0.0.1:80:80", "81:81/udp", "192.0.2.1:80:80"]',
    ['192.0.2.1:80:80', ':81:81', '127.0.0.1:80:80', ':81:81'],
  ],
  ['are compared in long form', '["80-81:80-81"]', '[{ target: 81, published: "81" }]', [':80:80', ':81:81']],
])('ports %s', (_, base, over, result) => {
  expect(published(`ports: ${base}`, `ports: ${over}`)).toEqual(result);
});

// compose-go override/merge.go, mergeDependsOn: the short form counts as the long one
test('depends_on merges across forms', () => {
  const both = (web: string) => `services: { web: { image: a, ${web} }, db: { image: b } }`;
  const files = {
    'a.yaml': both('depends_on: [db]'),
    'b.yaml': both('depends_on: { db: { condition: service_healthy } }'),
  };
  const { project } = readMemory(files, { given: ['a.yaml', 'b.yaml'] });
  expect(project!.services[0]!.dependsOn).toMatchObject([
    { service: 'db', condition: 'service_healthy', required: true },
  ]);
});

// compose-go override/merge.go, mergeIPAMConfig
test('pools are told apart by subnet; one that the later file does not name is dropped', () => {
  const file = (config: string) => `
services: { web: { image: a, networks: [n] } }
networks: { n: { ipam: { config: ${config} } } }`;
  const files = {
    'a.yaml': file('[{ subnet: 10.1.0.0/24, gateway: 10.1.0.1 }, { subnet: 10.2.0.0/24 }]'),
    'b.yaml': file('[{ subnet: 10.1.0.0/24, ip_range: 10.1.0.128/25 }]'),
  };
  const { project } = readMemory(files, { given: ['a.yaml', 'b.yaml'] });
  expect(parse(composeConfig(project!)).networks.n.ipam.config).toEqual([
    { subnet: '10.1.0.0/24', gateway: '10.1.0.1', ip_range: '10.1.0.128/25' },
  ]);
});

test('the documents of one file are merged like files', () => {
  const { project, codes } = readMemory({
    'compose.yaml': 'services: { web: { image: a } }\n---\nservices: { web: { hostname: h } }\n',
  });
  expect(codes).toEqual([]);
  expect(project!.services).toMatchObject([{ image: { value: 'a' }, hostname: { value: 'h' } }]);
});

test('shapes that do not merge are reported, and the first stands', () => {
  const files = {
    'a.yaml': 'services: { web: { image: a, healthcheck: { test: x } } }',
    'b.yaml': 'services: { web: { healthcheck: [y] } }',
  };
  const { codes, diagnostics, project } = readMemory(files, { given: ['a.yaml', 'b.yaml'] });
  expect(codes).toEqual(['E3023']);
  expect(diagnostics[0]).toMatchObject({ span: { file: 'b.yaml' }, related: [{ span: { file: 'a.yaml' } }] });
  expect(project!.services[0]!.rest).toEqual({ healthcheck: { test: 'x' } });
});

test('what a later file says is where the diagnostic points', () => {
  const files = {
    'a.yaml': 'services: { web: { image: a } }',
    'b.yaml': 'services: { web: { networks: [nowhere] } }',
  };
  const { diagnostics } = readMemory(files, { given: ['a.yaml', 'b.yaml'] });
  expect(diagnostics).toMatchObject([{ code: 'E3030', span: { file: 'b.yaml', start: 30, end: 37 } }]);
});
