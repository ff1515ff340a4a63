import { expect, test } from 'vitest';
import { sendDatagram } from '../../../runtime/probe/send-datagram.ts';
import { dockerHost } from '../kernel/docker-host.ts';
import { at, ip, iptables, serve, udp } from '../kernel/lab.ts';

const PROXY = { kind: 'proxy', to: 0xac110002, port: 5000 } as const;

function host() {
  const lab = dockerHost();
  serve(lab, 'h1', 'udp', 5000, { service: PROXY, repliesFrom: 'route' });
  return lab;
}

/** Captured: a wildcard socket answers from the address of the outgoing interface. */
test.each([
  ['h1', '127.0.0.1', 'ok h1/web peer=172.17.0.1 local=172.17.0.2:5000'],
  ['h1/other', '172.17.0.1', 'ok h1/web peer=172.17.0.1 local=172.17.0.2:5000'],
  ['h1/other', '192.168.1.31', 'timeout unexpected-answer'],
  ['h1/db', '172.17.0.1', 'timeout unexpected-answer'],
  ['client', '192.168.1.31', 'ok h1/web peer=172.17.0.1 local=172.17.0.2:5000'],
])('through the UDP proxy: %s asks %s: %s', (from, to, wanted) => {
  expect(udp(host(), from, to, 5000)).toBe(wanted);
});

test('a socket that answers from the address asked is heard everywhere', () => {
  const lab = dockerHost();
  serve(lab, 'h1', 'udp', 7001);
  expect(udp(lab, 'h1/db', '172.17.0.1', 7001)).toBe('ok h1 peer=172.18.0.2 local=172.17.0.1:7001');
});

test('only fatal errors reach a UDP socket: host unreachable is silence, prohibited is not', () => {
  const lab = dockerHost();
  expect(udp(lab, 'h1/other', '172.17.0.99', 53)).toBe('timeout no-neighbour');
  iptables(lab, 'h1', '-I DOCKER-USER -p udp -j REJECT --reject-with icmp-host-prohibited');
  expect(udp(lab, 'h1/other', '192.168.1.100', 53)).toBe('unreachable 3/10');
});

test('a program that says nothing is a timeout; a proxy to nowhere too', () => {
  const lab = dockerHost();
  serve(lab, 'h1/web', 'udp', 6000, { service: { kind: 'silent' } });
  serve(lab, 'h1', 'udp', 6001, { service: { ...PROXY, port: 6999 } });
  expect(udp(lab, 'h1', '172.17.0.2', 6000)).toBe('timeout no-listener');
  expect(udp(lab, 'h1', '127.0.0.1', 6001)).toBe('timeout no-listener');
});

test('the answer tells which socket it came from', () => {
  const lab = dockerHost();
  const socket = serve(lab, 'h1/web', 'udp', 53, { service: { kind: 'dns', server: 'x' } });
  const outcome = sendDatagram(lab, { netns: at(lab, 'h1').id, to: ip('172.17.0.2'), port: 53 });
  expect(outcome).toMatchObject({
    kind: 'delivered',
    answer: { at: { netns: at(lab, 'h1/web').id, socket: socket.id }, text: '' },
  });
});
