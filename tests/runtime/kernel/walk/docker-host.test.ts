import { expect, test } from 'vitest';
import { setHairpin } from '../../../../runtime/kernel/links.ts';
import { dockerHost } from '../docker-host.ts';
import { icmp, iptables, linkAt, machine, newLab, route, sysctl, tcp, tracked, udp } from '../lab.ts';

/** Each row as a real engine 20.10 answers (captured cases of publishing, isolation, firewall). */
test.each([
  ['h1/other', '172.17.0.2', 80, 'ok h1/web peer=172.17.0.3 local=172.17.0.2:80'],
  ['h1/web', '172.17.0.2', 80, 'ok h1/web peer=172.17.0.2 local=172.17.0.2:80'],
  ['h1', '172.17.0.2', 80, 'ok h1/web peer=172.17.0.1 local=172.17.0.2:80'],
  ['h1/db', '172.17.0.2', 80, 'timeout rule'],
  ['h1/other', '172.18.0.2', 5432, 'timeout rule'],
  ['h1/other', '172.17.0.2', 81, 'refused no-listener'],
  ['h1/other', '172.17.0.99', 80, 'unreachable 3/1'],
  ['h1/other', '203.0.113.10', 80, 'timeout not-forwarding'],
  ['h1/other', '192.168.1.100', 7000, 'ok client peer=192.168.1.31 local=192.168.1.100:7000'],
  ['h1/db', '172.17.0.1', 7001, 'ok h1 peer=172.18.0.2 local=172.17.0.1:7001'],
  ['h1/db', '192.168.1.31', 7001, 'ok h1 peer=172.18.0.2 local=192.168.1.31:7001'],
  ['client', '192.168.1.31', 8080, 'ok h1/web peer=192.168.1.100 local=172.17.0.2:80'],
  ['h1', '192.168.1.31', 8080, 'ok h1/web peer=192.168.1.31 local=172.17.0.2:80'],
  ['h1', '127.0.0.1', 8080, 'ok h1/web peer=172.17.0.1 local=172.17.0.2:80'],
  ['h1/db', '192.168.1.31', 8080, 'ok h1/web peer=172.17.0.1 local=172.17.0.2:80'],
  ['h1/web', '172.17.0.1', 8080, 'ok h1/web peer=172.17.0.1 local=172.17.0.2:80'],
  ['client', '192.168.1.31', 8999, 'refused no-listener'],
  ['client', '172.17.0.2', 80, 'timeout not-forwarding'],
  ['h1', '172.17.0.1', 7001, 'ok h1 peer=192.168.1.31 local=172.17.0.1:7001'],
])('tcp %s -> %s:%i is %s', (from, to, port, wanted) => {
  const lab = dockerHost();
  expect(tcp(lab, from, to, port)).toBe(wanted);
  expect(tracked(lab), 'nothing of the probe stays').toBe(0);
});

test.each([
  ['h1/other', '172.17.0.2', 'ok ttl=64'],
  ['h1/other', '192.168.1.100', 'ok ttl=63'],
  ['h1/other', '172.18.0.1', 'ok ttl=64'],
  ['h1/other', '172.18.0.2', 'timeout rule'],
  ['h1/other', '172.17.0.99', 'unreachable 3/1'],
])('icmp %s -> %s is %s', (from, to, wanted) => {
  expect(icmp(dockerHost(), from, to)).toBe(wanted);
});

test('udp is answered, and refused where nothing listens', () => {
  const lab = dockerHost();
  expect(udp(lab, 'h1/other', '172.17.0.2', 5000)).toBe('ok h1/web peer=172.17.0.3 local=172.17.0.2:5000');
  expect(udp(lab, 'h1/other', '172.17.0.2', 5001)).toBe('refused no-listener');
});

test.each([
  ['INPUT drops do not stop published ports', '-I INPUT -i eth0 -p tcp --dport 8080 -j DROP', 'ok'],
  [
    'DOCKER-USER sees the port of the container',
    '-I DOCKER-USER -i eth0 -p tcp --dport 80 -j DROP',
    'timeout',
  ],
  ['and not the published one', '-I DOCKER-USER -i eth0 -p tcp --dport 8080 -j DROP', 'ok'],
  [
    'which is the original one',
    '-I DOCKER-USER -i eth0 -p tcp -m conntrack --ctorigdstport 8080 -j DROP',
    'timeout',
  ],
  ['REJECT answers from the host', '-I DOCKER-USER -s 192.168.1.100 -j REJECT', 'refused'],
  ['a reset as well', '-I DOCKER-USER -s 192.168.1.100 -p tcp -j REJECT --reject-with tcp-reset', 'refused'],
])('%s: %s', (_, rule, wanted) => {
  const lab = dockerHost();
  iptables(lab, 'h1', rule);
  expect(tcp(lab, 'client', '192.168.1.31', 8080).split(' ')[0]).toBe(wanted);
});

test('a client with a route to the subnet is stopped by the policy of FORWARD, unless the port is published', () => {
  const lab = dockerHost();
  route(lab, 'client', '172.17.0.0/16', '192.168.1.31');
  expect(tcp(lab, 'client', '172.17.0.2', 80)).toBe('ok h1/web peer=192.168.1.100 local=172.17.0.2:80');
  expect(udp(lab, 'client', '172.17.0.2', 5000)).toBe('timeout policy');
  expect(icmp(lab, 'client', '172.17.0.2')).toBe('timeout policy');
  expect(icmp(lab, 'client', '172.17.0.1')).toBe('ok ttl=64');
});

test('without the userland proxy a container reaches itself through the host only by a hairpin port', () => {
  const lab = dockerHost();
  iptables(
    lab,
    'h1',
    '-t nat -I DOCKER 1 -p tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80',
    '-t nat -I POSTROUTING -m addrtype --src-type LOCAL -o docker0 -j MASQUERADE',
  );
  expect(tcp(lab, 'h1/other', '192.168.1.31', 8080)).toBe('ok h1/web peer=172.17.0.3 local=172.17.0.2:80');
  expect(tcp(lab, 'h1/web', '192.168.1.31', 8080)).toBe('timeout martian');
  setHairpin(lab.kernel, linkAt(lab, 'h1', 'v-web-docker0').id, true);
  expect(tcp(lab, 'h1/web', '192.168.1.31', 8080)).toBe('ok h1/web peer=172.17.0.1 local=172.17.0.2:80');
});

test('bridged packets pass FORWARD, unless bridge-nf-call-iptables is 0 or br_netfilter is missing', () => {
  const lab = dockerHost();
  iptables(lab, 'h1', '-I FORWARD -i docker0 -o docker0 -j DROP');
  expect(tcp(lab, 'h1/other', '172.17.0.2', 80)).toBe('timeout rule');
  sysctl(lab, 'h1', 'net.bridge.bridge-nf-call-iptables', '0');
  expect(tcp(lab, 'h1/other', '172.17.0.2', 80)).toBe('ok h1/web peer=172.17.0.3 local=172.17.0.2:80');
  const bare = newLab();
  machine(bare, 'h2', {}, { features: { brNetfilter: false } });
  expect(sysctl(bare, 'h2', 'net.bridge.bridge-nf-call-iptables', '1')).toBe(false);
});

test('a proxy without its backend closes, or waits where packets vanish', () => {
  const lab = dockerHost();
  iptables(lab, 'h1', '-I INPUT -i docker0 -j DROP');
  expect(tcp(lab, 'h1/db', '192.168.1.31', 8080), 'accepted, and silence').toBe('ok');
  const refused = dockerHost();
  iptables(refused, 'h1', '-A OUTPUT -d 172.17.0.2 -p tcp -j REJECT --reject-with tcp-reset');
  expect(tcp(refused, 'h1/db', '192.168.1.31', 8080)).toBe('closed rule');
});

test('forwarding switched off: published ports are dead, the proxy on loopback is not', () => {
  const lab = dockerHost();
  sysctl(lab, 'h1', 'net.ipv4.ip_forward', '0');
  expect(tcp(lab, 'client', '192.168.1.31', 8080)).toBe('timeout not-forwarding');
  expect(tcp(lab, 'h1', '127.0.0.1', 8080)).toBe('ok h1/web peer=172.17.0.1 local=172.17.0.2:80');
});
