import { expect, test } from 'vitest';
import { runCommand } from '../../../../runtime/shell/run-command.ts';
import { oneHost } from '../../engine/daemon/one-host.ts';

/** Host h1 with engine 20.10, and what typing a line there gives. */
function newHost() {
  const world = oneHost('20.10');
  const type = (line: string) => runCommand(world, { kind: 'machine', machine: 'h1' }, line);
  return { type };
}

// The expected outputs are those of captures of engine 20.10.24 on Debian 12.

test('iptables -L has a place for `!` in front of each column', () => {
  const { type } = newHost();
  type('iptables -I DOCKER-USER -i eth0 ! -s 192.168.1.0/24 -j REJECT --reject-with icmp-host-prohibited');
  type('iptables -A DOCKER-USER -p tcp -m multiport --dports 80,443 -m limit --limit 5/minute -j ACCEPT');
  expect(type('iptables -nvL DOCKER-USER --line-numbers').stdout.split('\n').slice(2)).toEqual([
    '1        0     0 REJECT     0    --  eth0   *      !192.168.1.0/24       0.0.0.0/0            reject-with icmp-host-prohibited',
    '2        0     0 RETURN     0    --  *      *       0.0.0.0/0            0.0.0.0/0           ',
    '3        0     0 ACCEPT     6    --  *      *       0.0.0.0/0            0.0.0.0/0            multiport dports 80,443 limit: avg 5/min burst 5',
    '',
  ]);
  expect(type('iptables -L DOCKER-USER').stdout).toContain(
    'anywhere             anywhere             multiport',
  );
});

test.each([
  ['iptables -A INPUT --dport 80 -j DROP', 2, 'unknown option "--dport"'],
  ['iptables -t nat -A INPUT -j DROP', 2, 'is not intended for filtering'],
  ['iptables -P INPUT BOGUS', 1, "iptables: Bad policy name. Run `dmesg' for more information."],
  ['ip bogus', 1, 'Object "bogus" is unknown'],
  ['sysctl net.bogus', 1, 'cannot stat /proc/sys/net/bogus'],
])('%s is refused', (line, rc, text) => {
  const said = newHost().type(line);
  expect(said.rc).toBe(rc);
  expect(said.stderr).toContain(text);
});

test('a chain keeps its callers under a new name', () => {
  const { type } = newHost();
  type('iptables -N mine; iptables -A INPUT -j mine; iptables -E mine yours');
  expect(type('iptables -S INPUT').stdout).toBe('-P INPUT ACCEPT\n-A INPUT -j yours\n');
});

test('a port cannot be published, nor a network made, once somebody flushed the chains', () => {
  const { type } = newHost();
  type('iptables -t nat -F; iptables -t nat -X');
  expect(type('docker run -d --name web -p 8090:80 dnet/probe').stderr).toMatch(
    /on endpoint web \([0-9a-f]+\): {2}\(iptables failed: iptables --wait -t nat -A DOCKER -p tcp -d 0\/0 --dport 8090 -j DNAT --to-destination 172\.17\.0\.2:80 ! -i docker0: iptables: No chain/,
  );
  expect(type('docker network create late').stderr).toContain(
    'Unable to enable SKIP DNAT rule:  (iptables failed',
  );
});

test('in a container: a shell, and no right to change the network without NET_ADMIN', () => {
  const { type } = newHost();
  type('docker run -d --name plain dnet/probe; docker run -d --name admin --cap-add NET_ADMIN dnet/probe');
  expect(type('docker exec plain sh -c "ip route | grep default"').stdout).toBe(
    'default via 172.17.0.1 dev eth0 \n',
  );
  expect(type('docker exec plain sh -c "exit 4"').rc).toBe(4);
  expect(type('docker exec plain ip link set eth0 down')).toMatchObject({
    rc: 2,
    stderr: 'ip: SIOCSIFFLAGS: Operation not permitted\n',
  });
  expect(type('docker exec admin ip link set lo mtu 1400').rc).toBe(0);
  expect(type('docker exec plain cat /proc/sys/net/ipv4/ip_forward').stdout).toBe('1\n');
});

test('a ping of a whole packet passes a link of its size', () => {
  const { type } = newHost();
  type('docker run -d --name web dnet/probe');
  expect(type('docker exec web ping -c1 -s 1472 172.17.0.1').rc).toBe(0);
});
