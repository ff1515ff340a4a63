import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { defaultComposeFiles } from '../../../compiler/compose/default-files.ts';
import { dockerComposeV1 } from '../../../compiler/compose/front-end.ts';
import {
  aliasesOf,
  containerName,
  networkOf,
  scaleOf,
  serviceNamed,
  serviceOrder,
  usedNetworks,
} from '../../../compiler/compose/names.ts';
import { project, readMemory, web } from './read.ts';

test('every form of network_mode', () => {
  const modes = ['host', 'none', 'bridge', 'default', 'service:db', 'container:abc', 'other'];
  const text = modes.map((mode, i) => `  s${i}: { image: a, network_mode: "${mode}" }\n`).join('');
  const { services } = project(`services:\n  db: { image: a }\n${text}`);
  expect(services.slice(1).map(({ networkMode }) => ({ ...networkMode, origin: 0 }))).toEqual([
    ...['host', 'none', 'bridge', 'default'].map((kind) => ({ kind, origin: 0 })),
    { kind: 'service', service: 'db', origin: 0 },
    { kind: 'container', container: 'abc', origin: 0 },
    { kind: 'network', network: 'other', origin: 0 },
  ]);
  expect(services[1]!.networks).toEqual([]);
});

test('an attachment keeps all that the file says of it, with places', () => {
  const text = `services:
  web:
    image: a
    networks:
      n:
        aliases: [x, y]
        ipv4_address: 10.0.0.9
        ipv6_address: fd00::9
        link_local_ips: [169.254.7.7]
        mac_address: 02:42:0a:00:00:09
        interface_name: lan0
        driver_opts: { k: 1 }
        priority: 5
        gw_priority: 7
networks: { n: { ipam: { config: [{ subnet: 10.0.0.0/24 }, { subnet: fd00::/64 }] } } }
`;
  const [attachment] = project(text).services[0]!.networks;
  expect(attachment).toMatchObject({
    network: 'n',
    aliases: [{ value: 'x' }, { value: 'y' }],
    ipv4Address: { value: '10.0.0.9' },
    ipv6Address: { value: 'fd00::9' },
    linkLocalIps: [{ value: '169.254.7.7' }],
    macAddress: { value: '02:42:0a:00:00:09' },
    interfaceName: { value: 'lan0' },
    driverOpts: [{ key: 'k', value: '1' }],
    priority: 5,
    gwPriority: 7,
  });
  const { start, end } = attachment!.ipv6Address!.origin;
  expect(text.slice(start, end)).toBe('fd00::9');
});

// compose-go types/types.go, NetworksByPriority; docker-compose 1: compose/network.py, get_networks
test.each([
  ['{ c: , b: , a: }', ['a', 'b', 'c'], ['a', 'b', 'c']],
  ['{ c: , b: , a: { priority: -1 }, d: { priority: 1 } }', ['d', 'b', 'c', 'a'], ['d', 'c', 'b', 'a']],
])('networks %s are joined in order', (networks, v2, v1) => {
  const text = `services: { web: { image: a, networks: ${networks} } }\nnetworks: { a: , b: , c: , d: }`;
  const order = (options = {}) => project(text, options).services[0]!.networks.map(({ network }) => network);
  expect([order(), order({ frontEnd: dockerComposeV1 })]).toEqual([v2, v1]);
});

// compose-go types/hostList.go
test('extra hosts in every form', () => {
  const list = web(
    '    extra_hosts: ["a:1.1.1.1", "b=::1", "c=[::2]", "d:::3", "e=1.1.1.1,2.2.2.2", "h:host-gateway"]\n',
  );
  expect(list.extraHosts.map(({ host, address }) => `${host} ${address}`)).toEqual([
    ...['a 1.1.1.1', 'b ::1', 'c ::2', 'd ::3', 'e 1.1.1.1', 'e 2.2.2.2', 'h host-gateway'],
  ]);
  const map = web('    extra_hosts: { a: 1.1.1.1, b: [1.1.1.1, "::1"] }\n');
  expect(map.extraHosts.map(({ host, address }) => `${host} ${address}`)).toEqual([
    ...['a 1.1.1.1', 'b 1.1.1.1', 'b ::1'],
  ]);
});

// compose-go loader/normalize.go
test('links, shared namespaces and volumes_from imply dependencies', () => {
  const text = `services:
  web: { image: a, depends_on: [w], links: ["x:db"], pid: "service:y", volumes_from: ["z:ro", "container:c"] }
  net: { image: a, network_mode: "service:w" }
  w: { image: a }
  x: { image: a }
  y: { image: a }
  z: { image: a }
`;
  const { services } = project(text);
  expect(services[0]!.dependsOn.map(({ service, by, restart }) => [service, by, restart])).toEqual([
    ['w', 'depends_on', false],
    ['x', 'links', true],
    ['y', 'namespace', true],
    ['z', 'volumes_from', false],
  ]);
  expect(services[0]!.links).toMatchObject([{ target: 'x', alias: 'db' }]);
  expect(services[1]!.dependsOn).toMatchObject([{ service: 'w', by: 'network_mode', restart: true }]);
});

test('commands are split as a shell would', () => {
  const words = (command: string) => web(`    command: ${command}\n`).command?.value;
  expect(words('sh -c "a \'b\' c"')).toEqual(['sh', '-c', "a 'b' c"]);
  expect(words('\'one "two three" four\\ five\'')).toEqual(['one', 'two three', 'four five']);
  expect(words('["a b", c]')).toEqual(['a b', 'c']);
  expect(words('[]')).toEqual([]);
  expect(words('null')).toBeUndefined();
});

test('networks: names, and default only where it is used', () => {
  const text = (networks: string, own = '') =>
    `services: { web: { image: a${own} } }\nnetworks: { ${networks} }`;
  const names = (...of: Parameters<typeof text>) =>
    project(text(...of)).networks.map((network) => `${network.key}=${network.name}`);
  expect(names('back: ')).toEqual(['back=demo_back', 'default=demo_default']);
  expect(names('default: { name: real }')).toEqual(['default=real']);
  expect(
    names('back: , b2: { external: true }, b3: { external: true, name: x }', ', networks: [back]'),
  ).toEqual([...['back=demo_back', 'b2=b2', 'b3=x']]);
  // the form before 3.5 (compose-go transform/external.go)
  expect(names('back: { external: { name: old } }', ', networks: [back]')).toEqual(['back=old']);
  expect(usedNetworks(project(text('a: , b: ', ', networks: [b]'))).map(({ key }) => key)).toEqual(['b']);
});

const STACK = `services:
  web: { image: a, ports: ["8080:80"], networks: { default: {}, back: { aliases: [www] } } }
  db: { image: a, networks: [back] }
  lone: { image: a, container_name: mylone, scale: 1 }
  hosty: { image: a, network_mode: host }
  shared: { image: a, network_mode: "service:web" }
networks: { back: { ipam: { config: [{ subnet: 10.77.0.0/24 }] } } }
`;

// captured with docker-compose 1.29.2 on engine 20.10: names, aliases, and the order of start
test('docker-compose derives names with underscores and starts in the order of the file', () => {
  const shop = project(STACK, { frontEnd: dockerComposeV1, projectName: 'proj' });
  const [first, , lone] = shop.services;
  expect([containerName(shop, first!, 1), containerName(shop, lone!, 1)]).toEqual(['proj_web_1', 'mylone']);
  const aliases = first!.networks.map((attachment) => [
    attachment.network,
    ...aliasesOf(shop, first!, attachment, 1),
  ]);
  expect(aliases).toEqual([
    ['back', 'web', 'www'],
    ['default', 'web'],
  ]);
  expect(serviceOrder(shop).map(({ name }) => name)).toEqual(['web', 'db', 'lone', 'hosty', 'shared']);
});

// docker/compose pkg/compose/create.go, getAliases
test('docker compose derives names with hyphens and aliases the container itself', () => {
  const shop = project(STACK, { projectName: 'proj' });
  const first = serviceNamed(shop, 'web')!;
  expect(containerName(shop, first, 2)).toBe('proj-web-2');
  expect(aliasesOf(shop, first, first.networks[0]!, 2)).toEqual(['proj-web-2', 'web', 'www']);
  expect(serviceOrder(shop).map(({ name }) => name)).toEqual(['db', 'hosty', 'lone', 'web', 'shared']);
  expect(networkOf(shop, 'back')!.ipam.config).toMatchObject([{ subnet: { value: '10.77.0.0/24' } }]);
});

test('scale wins over replicas, and one is the default', () => {
  const scales = ['', 'scale: 0', 'scale: 3', 'deploy: { replicas: 2 }'].map((key) =>
    scaleOf(web(`    ${key}\n`)),
  );
  expect(scales).toEqual([1, 0, 3, 2]);
});

/** What each front end says, each text as captured or from its source. */
test.each([
  [
    'networks: [undef]',
    'service "a" refers to undefined network undef: invalid compose project',
    'Service "a" uses an undefined network "undef"',
  ],
  [
    'network_mode: host, networks: [default]',
    'service a declares mutually exclusive `network_mode` and `networks`: invalid compose project',
    "'network_mode' and 'networks' cannot be combined",
  ],
  [
    'network_mode: host, ports: ["80:80"]',
    undefined,
    '"host" network_mode is incompatible with port_bindings',
  ],
  [
    'networks: { default: { ipv4_address: 172.18.0.9 } }',
    ...Array(2).fill(
      'user specified IP address is supported only when connecting to networks with user configured subnets',
    ),
  ],
  [
    'depends_on: [b]',
    'service "a" depends on undefined service "b": invalid compose project',
    "Service 'a' depends on service 'b' which is undefined.",
  ],
  [
    'colour: red',
    "services.a additional properties 'colour' not allowed",
    "Unsupported config option for services.a: 'colour'",
  ],
])('what the front ends say to %s', (key, v2, v1) => {
  const said = (options = {}) =>
    readMemory({ 'compose.yaml': `services: { a: { image: x, ${key} } }` }, options).diagnostics.flatMap(
      ({ notes }) => notes,
    );
  expect(said()).toEqual(v2 === undefined ? [] : [v2]);
  expect(said({ frontEnd: dockerComposeV1 })).toEqual([v1]);
});

test('an error in one service leaves the others alone', () => {
  const text = 'services: { a: { image: x, ports: 80 }, b: { image: y, networks: [none] }, c: { image: z } }';
  const { project: read, codes } = readMemory({ 'compose.yaml': text });
  expect(codes).toEqual(['E3004', 'E3030']);
  expect(read!.services.map(({ name, image }) => [name, image?.value])).toEqual([
    ...[
      ['a', 'x'],
      ['b', 'y'],
      ['c', 'z'],
    ],
  ]);
});

test('the project is plain JSON', () => {
  const read = project(STACK);
  expect(JSON.parse(JSON.stringify(read))).toEqual(read);
});

const stacks = new URL('../../../scenarios/compose/', import.meta.url);
test.each(['blog', 'shop', 'monitoring', 'workbench', 'lab', 'vpn'])('the stack %s loads clean', (name) => {
  const read = (path: string) => {
    try {
      return readFileSync(new URL(`.${path}`, stacks), 'utf8');
    } catch {
      return undefined;
    }
  };
  const exists = (path: string) => read(path) !== undefined;
  const files = Object.fromEntries(
    defaultComposeFiles(`/${name}`, exists).map((path) => [path, read(path)!]),
  );
  const result = readMemory(files, {
    given: Object.keys(files),
    reader: { read, exists },
    directoryName: name,
  });
  expect(result.diagnostics).toEqual([]);
  expect(result.project!.name).toBe(name);
  expect(result.project!.services.length).toBeGreaterThan(1);
});

// compose-go cli/options.go, DefaultFileNames and WithConfigFileEnv
test.each([
  [['docker-compose.yml', 'compose.yml', 'compose.yaml'], {}, ['d/compose.yaml']],
  [['docker-compose.yml', 'compose.override.yaml'], {}, ['d/docker-compose.yml', 'd/compose.override.yaml']],
  [['compose.override.yml'], {}, []],
  [['compose.yml'], { COMPOSE_FILE: 'a.yml:sub/b.yml' }, ['d/a.yml', 'd/sub/b.yml']],
  [[], { COMPOSE_FILE: 'a.yml;/b.yml', COMPOSE_PATH_SEPARATOR: ';' }, ['d/a.yml', '/b.yml']],
])('of %j the default files with %j', (there, environment, files) => {
  const exists = (path: string) => there.some((name) => `d/${name}` === path);
  expect(defaultComposeFiles('d', exists, environment)).toEqual(files);
});
