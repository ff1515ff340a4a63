import { expect, test } from 'vitest';
import { daemonRestart } from '../../../../../../runtime/engine/daemon/daemon-restart.ts';
import { deleteNetwork } from '../../../../../../runtime/engine/libnetwork/controller.ts';
import { container, hostWorld, must, network, networkNamed, rulesOf } from '../../host-world.ts';

const publish = (hostPort: number, port: number, hostIp = '', protocol: 'tcp' | 'udp' | 'sctp' = 'tcp') => ({
  protocol,
  port,
  hostIp,
  hostPort,
  hostPortEnd: hostPort,
});

/** Captured on engines 20.10 and 26.1 alike. */
test('a host with its default bridge alone', () => {
  const host = hostWorld('20.10');
  expect(rulesOf(host, 'filter', 'FORWARD')).toEqual([
    '-j DOCKER-USER',
    '-j DOCKER-ISOLATION-STAGE-1',
    '-o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
    '-o docker0 -j DOCKER',
    '-i docker0 ! -o docker0 -j ACCEPT',
    '-i docker0 -o docker0 -j ACCEPT',
  ]);
  expect(rulesOf(host, 'nat', 'PREROUTING')).toEqual(['-m addrtype --dst-type LOCAL -j DOCKER']);
  expect(rulesOf(host, 'nat', 'OUTPUT')).toEqual(['! -d 127.0.0.0/8 -m addrtype --dst-type LOCAL -j DOCKER']);
  expect(rulesOf(host, 'nat', 'POSTROUTING')).toEqual(['-s 172.17.0.0/16 ! -o docker0 -j MASQUERADE']);
  expect(rulesOf(host, 'nat', 'DOCKER')).toEqual(['-i docker0 -j RETURN']);
  expect(rulesOf(host, 'filter', 'DOCKER-USER')).toEqual(['-j RETURN']);
});

/** Captured on engine 20.10, 06-internal. */
test('the newest network stands first, an internal one is closed in the first stage', () => {
  const host = hostWorld('20.10');
  network(host, { name: 'inner', internal: true });
  network(host, { name: 'outer' });
  expect(rulesOf(host, 'filter', 'FORWARD').slice(1, 8)).toEqual([
    '-j DOCKER-ISOLATION-STAGE-1',
    '-o br-outer -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
    '-o br-outer -j DOCKER',
    '-i br-outer ! -o br-outer -j ACCEPT',
    '-i br-outer -o br-outer -j ACCEPT',
    '-i br-inner -o br-inner -j ACCEPT',
    '-o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
  ]);
  expect(rulesOf(host, 'filter', 'DOCKER-ISOLATION-STAGE-1')).toEqual([
    '-i br-outer ! -o br-outer -j DOCKER-ISOLATION-STAGE-2',
    '! -s 172.18.0.0/16 -o br-inner -j DROP',
    '! -d 172.18.0.0/16 -i br-inner -j DROP',
    '-i docker0 ! -o docker0 -j DOCKER-ISOLATION-STAGE-2',
    '-j RETURN',
  ]);
  expect(rulesOf(host, 'filter', 'DOCKER-ISOLATION-STAGE-2')).toEqual([
    '-o br-outer -j DROP',
    '-o docker0 -j DROP',
    '-j RETURN',
  ]);
});

/** Captured on engine 20.10, 02-publish. */
test('published ports: translation, the way through, a container’s way to itself', () => {
  const host = hostWorld('20.10');
  const published = [publish(8081, 80, '127.0.0.1'), publish(5000, 5000, '', 'udp')];
  container(host, 'web', ['bridge'], { published });
  expect(rulesOf(host, 'nat', 'DOCKER')).toEqual([
    '-i docker0 -j RETURN',
    '-d 127.0.0.1/32 ! -i docker0 -p tcp -m tcp --dport 8081 -j DNAT --to-destination 172.17.0.2:80',
    '! -i docker0 -p udp -m udp --dport 5000 -j DNAT --to-destination 172.17.0.2:5000',
  ]);
  expect(rulesOf(host, 'filter', 'DOCKER')).toEqual([
    '-d 172.17.0.2/32 ! -i docker0 -o docker0 -p tcp -m tcp --dport 80 -j ACCEPT',
    '-d 172.17.0.2/32 ! -i docker0 -o docker0 -p udp -m udp --dport 5000 -j ACCEPT',
  ]);
  expect(rulesOf(host, 'nat', 'POSTROUTING').slice(1)).toEqual([
    '-s 172.17.0.2/32 -d 172.17.0.2/32 -p tcp -m tcp --dport 80 -j MASQUERADE',
    '-s 172.17.0.2/32 -d 172.17.0.2/32 -p udp -m udp --dport 5000 -j MASQUERADE',
  ]);
});

test('SCTP gets its checksums filled in', () => {
  const host = hostWorld('26.1');
  container(host, 'web', ['bridge'], { published: [publish(9999, 99, '', 'sctp')] });
  expect(rulesOf(host, 'mangle', 'POSTROUTING')).toEqual([
    '-p sctp -m sctp --sport 99 -j CHECKSUM --checksum-fill',
  ]);
});

/** Captured on engine 20.10, 17-no-iptables: without masquerading docker-proxy's RETURN goes too. */
test('ip-masq=false touches the default bridge alone', () => {
  const host = hostWorld('20.10', { 'ip-masq': false });
  network(host, { name: 'n1' });
  expect(rulesOf(host, 'nat', 'POSTROUTING')).toEqual(['-s 172.18.0.0/16 ! -o br-n1 -j MASQUERADE']);
  expect(rulesOf(host, 'nat', 'DOCKER')).toEqual(['-i br-n1 -j RETURN']);
});

test('iptables=false writes no rule and leaves the policy', () => {
  const host = hostWorld('26.1', { iptables: false });
  container(host, 'web', ['bridge'], { published: [publish(8080, 80)] });
  expect(rulesOf(host, 'filter', 'FORWARD')).toEqual([]);
  expect(rulesOf(host, 'nat', 'DOCKER')).toEqual([]);
});

test('without docker-proxy the host itself is masqueraded and containers are not passed over', () => {
  const host = hostWorld('26.1', { 'userland-proxy': false });
  container(host, 'web', ['bridge'], { published: [publish(8080, 80)] });
  expect(rulesOf(host, 'nat', 'OUTPUT')).toEqual(['-m addrtype --dst-type LOCAL -j DOCKER']);
  expect(rulesOf(host, 'nat', 'POSTROUTING').slice(0, 2)).toEqual([
    '-o docker0 -m addrtype --src-type LOCAL -j MASQUERADE',
    '-s 172.17.0.0/16 ! -o docker0 -j MASQUERADE',
  ]);
  expect(rulesOf(host, 'nat', 'DOCKER')).toEqual([
    '-p tcp -m tcp --dport 8080 -j DNAT --to-destination 172.17.0.2:80',
  ]);
});

test('icc=false drops at the end; a legacy link opens what the other container exposes', () => {
  const host = hostWorld('26.1', { icc: false });
  network(host, { name: 'n1' });
  expect(rulesOf(host, 'filter', 'FORWARD').at(-1)).toBe('-i docker0 -o docker0 -j DROP');
  container(host, 'db', ['bridge'], { exposed: [{ protocol: 'tcp', port: 5432 }] });
  container(host, 'app', ['bridge'], { linkedContainers: ['db'] });
  const ends = '-i docker0 -o docker0 -p tcp -m tcp';
  expect(rulesOf(host, 'filter', 'DOCKER')).toEqual([
    `-s 172.17.0.3/32 -d 172.17.0.2/32 ${ends} --dport 5432 -j ACCEPT`,
    `-s 172.17.0.2/32 -d 172.17.0.3/32 ${ends} --sport 5432 -j ACCEPT`,
  ]);
});

test('ip6tables writes the same for the other family, without DOCKER-USER', () => {
  const host = hostWorld('26.1', { experimental: true, ip6tables: true });
  network(host, { name: 'v6', enableIpv6: true, ipam: [{ subnet: 'fd00:d::/64' }] });
  expect(rulesOf(host, 'nat', 'POSTROUTING', 6)).toEqual(['-s fd00:d::/64 ! -o br-v6 -j MASQUERADE']);
  expect(rulesOf(host, 'filter', 'FORWARD', 6)[0]).toBe('-j DOCKER-ISOLATION-STAGE-1');
});

test('a removed network takes its rules along; the jumps of all networks stay', () => {
  const host = hostWorld('26.1');
  const before = ['FORWARD', 'DOCKER-ISOLATION-STAGE-1', 'DOCKER-ISOLATION-STAGE-2'].map((chain) =>
    rulesOf(host, 'filter', chain),
  );
  const made = [
    network(host, { name: 'n1' }),
    network(host, { name: 'n2', internal: true }),
    network(host, { name: 'n3', options: { 'com.docker.network.bridge.enable_icc': 'false' } }),
  ];
  for (const { id } of made) must(deleteNetwork(host.world, host.engine, id));
  const after = ['FORWARD', 'DOCKER-ISOLATION-STAGE-1', 'DOCKER-ISOLATION-STAGE-2'].map((chain) =>
    rulesOf(host, 'filter', chain),
  );
  expect(after).toEqual(before);
  expect(rulesOf(host, 'nat', 'PREROUTING')).toEqual(['-m addrtype --dst-type LOCAL -j DOCKER']);
  expect(rulesOf(host, 'nat', 'DOCKER')).toEqual(['-i docker0 -j RETURN']);
});

/** Captured on engine 20.10, 26-firewall: the default bridge is made last, so it stands first. */
test('after a restart the default bridge stands above the others, and the policy is as it was', () => {
  const host = hostWorld('20.10');
  network(host, { name: 'n1' });
  daemonRestart(host.world, 'h1', { how: 'restart' });
  expect(networkNamed(host, 'n1')).toBeDefined();
  expect(rulesOf(host, 'filter', 'FORWARD')).toEqual([
    '-j DOCKER-USER',
    '-j DOCKER-ISOLATION-STAGE-1',
    '-o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
    '-o docker0 -j DOCKER',
    '-i docker0 ! -o docker0 -j ACCEPT',
    '-i docker0 -o docker0 -j ACCEPT',
    '-o br-n1 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
    '-o br-n1 -j DOCKER',
    '-i br-n1 ! -o br-n1 -j ACCEPT',
    '-i br-n1 -o br-n1 -j ACCEPT',
  ]);
  expect(rulesOf(host, 'nat', 'POSTROUTING')).toEqual([
    '-s 172.17.0.0/16 ! -o docker0 -j MASQUERADE',
    '-s 172.18.0.0/16 ! -o br-n1 -j MASQUERADE',
  ]);
});
