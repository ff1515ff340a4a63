import { expect, test } from 'vitest';
import { dockerComposeV1 } from '../../../compiler/compose/front-end.ts';
import { parseShortPort } from '../../../compiler/compose/ports.ts';
import { readMemory, web } from './read.ts';

const short = (text: string) => {
  const parsed = parseShortPort(text);
  return 'problem' in parsed
    ? parsed.problem
    : parsed.map((p) => `${p.hostIp && `[${p.hostIp}]`}${p.published}>${p.target}/${p.protocol}`).join(' ');
};

// go-connections nat/nat_test.go and compose-go types/types_test.go
test.each([
  ['80', '>80/tcp'],
  ['80:8080', '80>8080/tcp'],
  ['80:8080/udp', '80>8080/udp'],
  ['80:8080/SCTP', '80>8080/sctp'],
  [':80', '>80/tcp'],
  ['3000-3002', '>3000/tcp >3001/tcp >3002/tcp'],
  ['90-92:80-82', '90>80/tcp 91>81/tcp 92>82/tcp'],
  ['80-90:8080', '80-90>8080/tcp'],
  ['80-80:8080', '80>8080/tcp'],
  ['127.0.0.1:80:80', '[127.0.0.1]80>80/tcp'],
  ['127.0.0.1::80', '[127.0.0.1]>80/tcp'],
  ['127.0.0.1:5000-5010:80', '[127.0.0.1]5000-5010>80/tcp'],
  ['[::1]:80:80', '[::1]80>80/tcp'],
  ['::1:80:80', '[::1]80>80/tcp'],
  ['[::]:80:80/udp', '[::]80>80/udp'],
  ['0:80', '0>80/tcp'],
  ['65535:65535', '65535>65535/tcp'],
  ['', 'No port specified: <empty>'],
  ['80:', 'No port specified: 80:<empty>'],
  ['65536', 'Invalid containerPort: 65536'],
  ['70000:80', 'Invalid hostPort: 70000'],
  ['tcp', 'Invalid containerPort: tcp'],
  ['80/xyz', 'Invalid proto: xyz'],
  ['80:90-95', 'Invalid ranges specified for container and host Ports: 90-95 and 80'],
  ['90-80:80', 'Invalid hostPort: 90-80'],
  ['localhost:80:80', 'Invalid ip address: localhost'],
])('%j is %s', (text, result) => expect(short(text)).toBe(result));

test('the long form', () => {
  const { ports } = web(`    ports:
      - { name: http, mode: host, host_ip: 192.0.2.1, target: 80, published: "8080-8090", protocol: udp, app_protocol: http }
      - { target: 81, published: 8081 }
      - target: 82
`);
  expect(ports.map(({ origin: _, ...port }) => port)).toEqual([
    {
      ...{
        name: 'http',
        mode: 'host',
        hostIp: '192.0.2.1',
        target: 80,
        protocol: 'udp',
        appProtocol: 'http',
      },
      published: { first: 8080, last: 8090 },
    },
    { mode: 'ingress', target: 81, published: { first: 8081, last: 8081 }, protocol: 'tcp' },
    { mode: 'ingress', target: 82, protocol: 'tcp' },
  ]);
});

test.each([
  ['{ published: "80" }', 'published'],
  ['{ target: 99999 }', '99999'],
  ['{ target: 80-81 }', '80-81'],
  ['{ target: 80, published: 80-x }', '80-x'],
  ['{ target: 80, protocol: icmp }', 'icmp'],
  ['{ target: 80, mode: swarm }', 'swarm'],
  ['{ target: 80, host_ip: here }', 'here'],
])('the long form %s is refused at %s', (port, at) => {
  const text = `services: { web: { image: a, ports: [${port}, "90:90"] } }`;
  const { diagnostics, project } = readMemory({ 'compose.yaml': text });
  expect(diagnostics.map(({ code, span }) => [code, text.slice(span.start, span.end)])).toEqual([
    ['E3040', expect.stringContaining(at)],
  ]);
  expect(project!.services[0]!.ports).toHaveLength(1);
});

// YAML 1.1 (which docker-compose 1 reads): digits and colons without quotes are a number in base 60
test('without quotes docker-compose 1 reads 22:22 as 1342', () => {
  const text = 'services: { web: { image: a, ports: [22:22, "23:23", 80:80] } }';
  const v1 = readMemory({ 'compose.yaml': text }, { frontEnd: dockerComposeV1 });
  expect(v1.codes).toEqual(['E3041']);
  expect(v1.project!.services[0]!.ports.map(({ target }) => target)).toEqual([1342, 23, 80]);
  const v2 = readMemory({ 'compose.yaml': text });
  expect(v2.codes).toEqual(['E3041']);
  expect(v2.project!.services[0]!.ports.map(({ target }) => target)).toEqual([22, 23, 80]);
});

test('expose', () => {
  const { expose } = web('    expose: [80, "81/udp", "90-95"]\n');
  expect(expose.map(({ first, last, protocol }) => [first, last, protocol])).toEqual([
    [80, 80, 'tcp'],
    [81, 81, 'udp'],
    [90, 95, 'tcp'],
  ]);
});

test.each([
  ['"80:80"', '"80:90"', ['E3038']],
  ['"80:80"', '"80:80/udp"', []],
  ['"127.0.0.1:80:80"', '"80:80"', ['E3038']],
  ['"127.0.0.1:80:80"', '"0.0.0.0:80:80"', ['E3038']],
  ['"127.0.0.1:80:80"', '"192.0.2.1:80:80"', []],
  ['"[::1]:80:80"', '"0.0.0.0:80:80"', []],
  ['"80-90:80"', '"80-90:80"', []],
])('two services publish %s and %s', (first, second, codes) => {
  const text = `services: { a: { image: x, ports: [${first}] }, b: { image: x, ports: [${second}] } }`;
  expect(readMemory({ 'compose.yaml': text }).codes).toEqual(codes);
});
