import { expect, test } from 'vitest';
import { connectTcp } from '../../../runtime/probe/connect-tcp.ts';
import { dockerHost } from '../kernel/docker-host.ts';
import { at, inShort, ip, iptables, serve, tcp } from '../kernel/lab.ts';

const connect = (lab: ReturnType<typeof dockerHost>, from: string, more: object = {}) =>
  connectTcp(lab, { netns: at(lab, from).id, to: ip('172.17.0.2'), port: 80, ...more });

test('what the server says, and who it saw', () => {
  const lab = dockerHost();
  expect(connect(lab, 'h1/other', { bind: { port: 5555 } })).toMatchObject({
    kind: 'delivered',
    answer: {
      server: 'h1/web',
      peer: { ip: ip('172.17.0.3'), port: 5555 },
      local: { ip: ip('172.17.0.2'), port: 80 },
      text: 'srv=h1/web peer=172.17.0.3:5555 local=172.17.0.2:80\n',
      from: ip('172.17.0.2'),
    },
  });
});

test.each([
  ['an echo that does not tell where', { kind: 'echo', name: 'x', tellsLocal: false }, /^srv=x peer=\S+\n$/],
  ['a page', { kind: 'http', name: 'x', page: '<p>hello' }, /^<p>hello$/],
  ['silence', { kind: 'silent' }, /^$/],
] as const)('%s', (_, service, text) => {
  const lab = dockerHost();
  serve(lab, 'h1/web', 'tcp', 81, { service });
  const outcome = connect(lab, 'h1/other', { port: 81 });
  expect(outcome.kind === 'delivered' && outcome.answer.text).toMatch(text);
});

test.each([
  ['the question', '-I FORWARD -d 172.17.0.2 -j DROP'],
  ['the answer', '-I FORWARD -s 172.17.0.2 -j DROP'],
  ['what follows the handshake', '-I FORWARD -d 172.17.0.2 -p tcp ! --syn -j DROP'],
])('dropped on its way: %s', (_, rule) => {
  const lab = dockerHost();
  iptables(lab, 'h1', rule);
  const outcome = connect(lab, 'h1/other');
  expect(outcome).toMatchObject({
    kind: 'timeout',
    cause: { kind: 'rule', hit: { chain: 'FORWARD', index: 0 } },
  });
});

test('a cause tells the rules on the way to the one that decided', () => {
  const lab = dockerHost();
  const outcome = connect(lab, 'h1/db');
  expect(outcome.kind === 'timeout' && outcome.cause.kind === 'rule' ? outcome.cause.path : []).toMatchObject(
    [
      { chain: 'FORWARD', index: 0 },
      { chain: 'DOCKER-USER', index: 0 },
      { chain: 'FORWARD', index: 1 },
      { chain: 'DOCKER-ISOLATION-STAGE-1', index: 0 },
      { chain: 'DOCKER-ISOLATION-STAGE-2', index: 1 },
    ],
  );
});

test('proxies that lead to each other end', () => {
  const lab = dockerHost();
  serve(lab, 'h1', 'tcp', 9000, { service: { kind: 'proxy', to: ip('127.0.0.1'), port: 9000 } });
  expect(tcp(lab, 'h1', '127.0.0.1', 9000)).toBe('closed hop-limit');
});

test('a bound source is the one the server sees', () => {
  const lab = dockerHost();
  const outcome = connectTcp(lab, {
    netns: at(lab, 'h1').id,
    to: ip('172.17.0.2'),
    port: 80,
    bind: { ip: ip('192.168.1.31') },
  });
  expect(inShort(outcome)).toBe('ok h1/web peer=192.168.1.31 local=172.17.0.2:80');
});
