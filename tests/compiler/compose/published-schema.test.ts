import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { conform } from '../../../compiler/compose/conform.ts';
import { dockerCompose } from '../../../compiler/compose/front-end.ts';
import { type ObjectShape, projectShape, type Shape } from '../../../compiler/compose/keys.ts';
import { parseFile } from '../../../compiler/compose/yaml.ts';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';

// The oracle over our own reader: the schema that compose-spec publishes, judged by ajv. Decision 6 says why it is
// the oracle and not the reader.

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

interface Schema {
  readonly properties?: { readonly [key: string]: unknown };
  readonly definitions: { readonly [name: string]: Schema };
}

const schema: Schema & { $schema?: string } = JSON.parse(
  readFileSync(new URL('published/compose-spec.json', import.meta.url), 'utf8'),
);
// ajv knows the draft by another spelling of its address.
const validate = new Ajv({ strict: false, validateFormats: false }).compile({
  ...schema,
  $schema: undefined,
});

const keysOf = (schema: Schema | undefined): readonly string[] =>
  Object.keys(schema?.properties ?? {}).sort();

/** The first object shape of this name, wherever it stands. */
function shapeNamed(name: string, within: Shape = projectShape): ObjectShape | undefined {
  if (typeof within === 'string') return undefined;
  if (within.kind === 'object') {
    if (within.name === name) return within;
    return firstOf(Object.values(within.keys), name);
  }
  return within.kind === 'either' ? firstOf(within.shapes, name) : shapeNamed(name, within.of);
}

const firstOf = (shapes: readonly Shape[], name: string): ObjectShape | undefined =>
  shapes.flatMap((shape) => shapeNamed(name, shape) ?? [])[0];

describe('every published key is known', () => {
  test.each([
    ['project', schema],
    ['service', schema.definitions.service],
    ['network', schema.definitions.network],
    ['deploy', schema.definitions.deployment],
  ])('of a %s', (name, published) => {
    const known = Object.keys(shapeNamed(name)!.keys);
    expect(keysOf(published).filter((key) => !known.includes(key))).toEqual([]);
  });
});

/** A file with every key that is about networks. */
const WHOLE: Json = {
  name: 'shop',
  services: {
    web: {
      image: 'nginx',
      container_name: 'front',
      hostname: 'web',
      domainname: 'example.org',
      command: ['serve'],
      entrypoint: 'run',
      networks: {
        app: {
          aliases: ['www'],
          ipv4_address: '10.5.0.9',
          ipv6_address: 'fd00::9',
          link_local_ips: ['169.254.8.8'],
          mac_address: '02:42:0a:05:00:09',
          priority: 10,
          gw_priority: 1,
          interface_name: 'eth7',
          driver_opts: { a: 'b' },
        },
      },
      ports: [
        '8080:80',
        { target: 80, published: '8081', protocol: 'tcp', mode: 'host', host_ip: '127.0.0.1' },
      ],
      expose: ['3000'],
      links: ['db:store'],
      external_links: ['old:older'],
      extra_hosts: { somewhere: '192.0.2.7' },
      dns: ['192.0.2.53'],
      dns_search: 'example.org',
      dns_opt: ['ndots:2'],
      depends_on: { db: { condition: 'service_started', restart: true, required: true } },
      environment: { A: 'b', C: null },
      labels: { d: 'e' },
      sysctls: { 'net.core.somaxconn': 1024 },
      cap_add: ['NET_ADMIN'],
      privileged: false,
      restart: 'always',
      scale: 1,
      profiles: ['x'],
      deploy: { replicas: 1, endpoint_mode: 'vip', labels: { f: 'g' } },
    },
    db: { image: 'postgres', network_mode: 'none', healthcheck: { test: 'true' }, volumes: ['/data'] },
  },
  networks: {
    app: {
      name: 'app',
      driver: 'bridge',
      driver_opts: { mtu: 1400 },
      ipam: {
        driver: 'default',
        config: [
          {
            subnet: '10.5.0.0/16',
            gateway: '10.5.0.1',
            ip_range: '10.5.1.0/24',
            aux_addresses: { a: '10.5.0.7' },
          },
        ],
      },
      internal: false,
      attachable: true,
      enable_ipv4: true,
      enable_ipv6: true,
      labels: ['h=i'],
    },
    none: null,
  },
};

const OTHER_VALUES: readonly Json[] = [7, 'text', true, null, [], {}, ['a'], [7], { a: 'b' }, { a: {} }];

/** The document with each of its values replaced by each of some others. */
function* mutants(value: Json, path: readonly string[] = []): Generator<{ path: string; document: Json }> {
  if (path.length > 0)
    for (const other of OTHER_VALUES)
      yield { path: `${path.join('.')} = ${JSON.stringify(other)}`, document: other };
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value))
    for (const mutant of mutants(inner, [...path, key]))
      yield { ...mutant, document: withValue(value, key, mutant.document) };
}

const withValue = (value: Json, key: string, inner: Json): Json =>
  Array.isArray(value)
    ? value.map((item, i) => (String(i) === key ? inner : item))
    : { ...(value as object), [key]: inner };

/** Whether our reader finds a value of the wrong shape, or a key that is none. */
function refuses(document: Json): boolean {
  const codes: string[] = [];
  const report = ({ code }: Diagnostic) => codes.push(code);
  const { documents } = parseFile({ path: 'compose.yaml', text: JSON.stringify(document) }, report);
  for (const tree of documents) conform(tree, dockerCompose, report);
  return codes.some((code) => code === 'E3004' || code === 'E3005');
}

/** Where the two differ, and why that is right. A line that no mutant needs any more fails the test. */
const DIFFERENCES: readonly {
  readonly at: RegExp;
  readonly schema: 'refuses' | 'takes';
  readonly because: string;
}[] = [
  {
    at: /^services\.db\.(healthcheck|volumes)/,
    schema: 'refuses',
    because: 'it is not about networks, so no fault of it is ours to find',
  },
  {
    at: /\.(privileged|internal|attachable|enable_ipv4|enable_ipv6|restart) = "text"$/,
    schema: 'takes',
    because:
      'the schema allows any string for a variable; the program then finds that it is neither true nor false',
  },
  { at: /\.(scale|replicas) = "text"$/, schema: 'takes', because: 'the same for a number' },
  {
    at: /\.(extra_hosts\.somewhere|environment|ipam) = null$/,
    schema: 'refuses',
    because: 'an empty value says nothing, and does no harm',
  },
  {
    at: /\.depends_on(\.db)? = \{("a":\{\})?\}$/,
    schema: 'refuses',
    because: 'without a condition it waits for the start, as in the short form',
  },
  {
    at: /\.condition = "text"$/,
    schema: 'refuses',
    because: 'the order of start does not depend on the condition',
  },
  { at: /\.aux_addresses\.a = 7$/, schema: 'refuses', because: 'it is found to be no address later on' },
];

test('the whole file fits both', () => {
  expect([validate(WHOLE), refuses(WHOLE)]).toEqual([true, false]);
});

test('what the published schema refuses, the reader refuses, and what it allows, the reader takes', () => {
  const needed = new Set<number>();
  const unexplained = [...mutants(WHOLE)].flatMap(({ path, document }) => {
    const [published, ours] = [!validate(document), refuses(document)];
    if (published === ours) return [];
    const said = published ? 'refuses' : 'takes';
    const reason = DIFFERENCES.findIndex(({ at, schema }) => at.test(path) && schema === said);
    needed.add(reason);
    return reason >= 0 ? [] : [`${path}: the schema ${said} it, the reader does not`];
  });
  expect(unexplained).toEqual([]);
  expect([...needed].sort()).toEqual(DIFFERENCES.map((_, i) => i));
}, 30_000);

test('the corpus fits the published schema', () => {
  const folder = new URL('../../../scenarios/compose/', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.yaml'),
  );
  const unfit = files.filter((path) => {
    const text = readFileSync(new URL(path, folder), 'utf8');
    // Tags such as !override are compose's own, and variables stand for texts.
    return !text.includes('!') && !validate(parse(text, { merge: true }));
  });
  expect(files.length).toBeGreaterThan(8);
  expect(unfit).toEqual([]);
});
