import { expect, test } from 'vitest';
import { dockerComposeV1 } from '../../../compiler/compose/front-end.ts';
import { readMemory } from './read.ts';

const NGINX = 'services: { web: { image: nginx } }';

/** The names of the active services. */
const services = (files: { [path: string]: string }, options = {}) => {
  const { project, codes } = readMemory(files, options);
  return [project?.services.map(({ name }) => name), codes];
};

// compose-go loader/extends.go
test('extends lays a service over its base, and that one over its own', () => {
  const { project, codes } = readMemory({
    'compose.yaml': `services:
  web:
    extends: { file: sub/base.yaml, service: middle }
    environment: { A: web }
    ports: ["81:81"]
`,
    'sub/base.yaml': `services:
  middle:
    extends: bottom
    environment: { A: middle, B: middle }
    ports: ["80:80"]
  bottom:
    image: nginx
    environment: { A: bottom, B: bottom, C: bottom }
    env_file: own.env
`,
    'sub/own.env': 'D=file',
  });
  expect(codes).toEqual([]);
  const web = project!.services[0]!;
  expect(Object.fromEntries(web.environment.map(({ key, value }) => [key, value]))).toEqual({
    ...{ A: 'web', B: 'middle', C: 'bottom', D: 'file' },
  });
  expect(web.ports.map(({ target, origin }) => [target, origin.file])).toEqual([
    [80, 'sub/base.yaml'],
    [81, 'compose.yaml'],
  ]);
  expect(project!.files).toEqual(['compose.yaml', 'sub/base.yaml']);
});

// compose-go loader/extends.go: the base's own !reset does not reach the files that are merged below
test('!reset in an extending service removes what the base says', () => {
  const { project, codes } = readMemory({
    'compose.yaml': `services:
  web: { extends: base, ports: !reset [], hostname: !reset null }
  base: { image: nginx, ports: ["80:80"], hostname: h }
`,
  });
  expect(codes).toEqual([]);
  expect(project!.services[0]).toMatchObject({ name: 'web', ports: [] });
  expect(project!.services[0]).not.toHaveProperty('hostname');
});

test('a cycle of extends is one error, and the other services are read', () => {
  const { project, diagnostics } = readMemory({
    'compose.yaml': `services:
  a: { image: x, extends: { file: other.yaml, service: b } }
  ok: { image: x }
`,
    'other.yaml': 'services: { b: { extends: { file: compose.yaml, service: a } } }',
  });
  expect(diagnostics.map(({ code }) => code)).toEqual(['E3020']);
  // compose-go loader/loader.go, cycleTracker
  expect(diagnostics[0]!.notes).toEqual([
    'Circular reference:\n  a in compose.yaml\n  extends b in other.yaml\n  extends a in compose.yaml',
  ]);
  expect(project!.services.map(({ name }) => name)).toEqual(['a', 'ok']);
});

// compose-go loader/include.go
test('include: paths and variables of its own, this file on top', () => {
  const { project, codes } = readMemory({
    'compose.yaml': `
include:
  - sub/compose.yaml
  - path: [other/one.yaml, other/two.yaml]
    env_file: vars.env
    project_directory: other
services:
  sub: { hostname: mine }
`,
    '.env': 'BOTH=outer',
    'sub/compose.yaml': `
services:
  sub: { image: "$INNER", hostname: theirs, domainname: "$BOTH", networks: [n] }
networks: { n: }`,
    'sub/.env': 'INNER=inner\nBOTH=sub',
    'other/one.yaml': 'services: { one: { image: "$GIVEN", hostname: a } }',
    'other/two.yaml': 'services: { one: { hostname: b } }',
    'vars.env': 'GIVEN=given',
  });
  expect(codes).toEqual([]);
  expect(project!.services.map((s) => [s.name, s.image?.value, s.hostname?.value])).toEqual([
    ['one', 'given', 'b'],
    ['sub', 'inner', 'mine'],
  ]);
  expect(project!.services[1]!.domainname!.value).toBe('outer');
  expect(project!.networks.map(({ key }) => key)).toEqual(['n', 'default']);
});

test.each([
  ['../x.yaml', ['E3007']],
  ['/etc/passwd', ['E3007']],
  ['sub/../../x.yaml', ['E3007']],
  ['none.yaml', ['E3006']],
  ['compose.yaml', ['E3022']],
])('include of %s is refused', (path, codes) => {
  const files = {
    'compose.yaml': `include: ["${path}"]\n${NGINX}`,
    '../x.yaml': 'services: { x: { image: y } }',
    '/etc/passwd': 'services: { x: { image: y } }',
  };
  expect(services(files)).toEqual([['web'], codes]);
});

test('allowRead permits a file outside the project', () => {
  const files = {
    'compose.yaml': `include: [../x.yaml]\n${NGINX}`,
    '../x.yaml': 'services: { x: { image: y } }',
  };
  expect(services(files, { allowRead: (path: string) => path === '../x.yaml' })).toEqual([['x', 'web'], []]);
});

test('an env_file outside the project is not read', () => {
  const files = {
    'compose.yaml': 'services: { web: { image: nginx, env_file: /etc/secret } }',
    '/etc/secret': 'TOKEN=1',
  };
  const { project, codes } = readMemory(files);
  expect([project!.services[0]!.environment, codes]).toEqual([[], ['E3014']]);
});

// compose-go types/project.go, HasProfile; cli/options.go, WithDefaultProfiles
test.each([
  [{}, ['web']],
  [{ profiles: ['debug'] }, ['web', 'shell', 'mail']],
  [{ profiles: ['mail'] }, ['web', 'mail']],
  [{ profiles: ['*'] }, ['web', 'shell', 'mail']],
  [{ environment: { COMPOSE_PROFILES: 'mail, none' } }, ['web', 'mail']],
])('profiles %j', (options, names) => {
  const text = `services:
  web: { image: a }
  shell: { image: a, profiles: [debug] }
  mail: { image: a, profiles: [debug, mail] }
`;
  expect(services({ 'compose.yaml': text }, options)).toEqual([names, []]);
});

// compose-go loader/validate.go: a dependency on an inactive service
test.each([
  ['depends_on: [db]', ['E3032']],
  ['depends_on: { db: { condition: service_started, required: false } }', []],
  ['network_mode: "service:db"', ['E3032']],
])('an inactive service behind %s', (key, codes) => {
  const text = `services: { web: { image: a, ${key} }, db: { image: b, profiles: [p] } }`;
  expect(services({ 'compose.yaml': text })).toEqual([['web'], codes]);
});

// compose-go loader/loader.go, projectName, and cli/options.go
test.each([
  ['the folder', '', {}, 'demo'],
  ['the folder, mended', '', { directoryName: '_My.Demo 2' }, 'mydemo2'],
  ['the folder of the path', '', { projectDirectory: '/srv/Shop', directoryName: undefined }, 'shop'],
  ['name:', 'name: shop\n', {}, 'shop'],
  ['name:, mended', 'name: Shop!\n', {}, 'shop'],
  ['name: with a variable', 'name: shop-$STAGE\n', { environment: { STAGE: 'x' } }, 'shop-x'],
  ['COMPOSE_PROJECT_NAME', 'name: shop\n', { environment: { COMPOSE_PROJECT_NAME: 'env' } }, 'env'],
  ['-p', 'name: shop\n', { environment: { COMPOSE_PROJECT_NAME: 'env' }, projectName: 'given' }, 'given'],
])('the project is named by %s', (_, head, { directoryName, ...options }: Record<string, unknown>, name) => {
  const naming =
    directoryName === undefined && 'projectDirectory' in options ? { directoryName: undefined } : {};
  const own = typeof directoryName === 'string' ? { directoryName } : naming;
  const read = readMemory({ 'compose.yaml': head + NGINX }, { ...options, ...own } as object);
  expect([read.project!.name, read.codes]).toEqual([name, []]);
});

test.each(['Shop', '-shop', 'a b', '!'])(
  '-p %s is refused by docker compose, mended by docker-compose',
  (name) => {
    const { codes, diagnostics } = readMemory({ 'compose.yaml': NGINX }, { projectName: name });
    expect(codes).toEqual(['E3046']);
    expect(diagnostics[0]!.notes[0]).toContain(`invalid project name "${name}": must consist only of`);
    const v1 = readMemory({ 'compose.yaml': NGINX }, { projectName: name, frontEnd: dockerComposeV1 });
    expect(v1.codes).toEqual([]);
  },
);

test("files may use the project's name", () => {
  const { project } = readMemory({ 'compose.yaml': 'services: { web: { image: "$COMPOSE_PROJECT_NAME" } }' });
  expect(project!.services[0]!.image!.value).toBe('demo');
});

test('bad YAML gives its first fault and no project', () => {
  const read = readMemory({ 'compose.yaml': 'services:\n  web:\n   image: [a\n  b: }\n' });
  expect([read.codes, read.project]).toEqual([['E3001'], undefined]);
});

test.each([
  ['[', 30_000],
  ['{a: ', 30_000],
  ['- ', 30_000],
  ['x', 3_000_000],
])('%s many times over is refused, not a crash', (text, times) => {
  expect(readMemory({ 'compose.yaml': text.repeat(times) }).codes).toEqual(['E3003']);
});

test('an anchor that holds its own alias is refused', () => {
  const { codes } = readMemory({ 'compose.yaml': `x-a: &a { b: *a }\n${NGINX}` });
  expect(codes).toEqual(['E3003']);
});

// YAML 1.1 merge keys: own keys win, of several merged mappings the earlier wins
test('merge keys', () => {
  const { project, codes } = readMemory({
    'compose.yaml': `
x-a: &a { image: a, hostname: a, domainname: a }
x-b: &b { image: b, hostname: b, restart: always }
services:
  web: { <<: [*a, *b], image: own }
  api: { <<: *b }
`,
  });
  expect(codes).toEqual([]);
  expect(
    project!.services.map((s) => [s.image, s.hostname, s.domainname, s.restart].map((v) => v?.value)),
  ).toEqual([
    ['own', 'a', 'a', 'always'],
    ['b', 'b', undefined, 'always'],
  ]);
});
