import { expect, test } from 'vitest';
import { swarm } from './mesh.ts';

/** Case f2: an encrypted overlay between node1 and node2. */

const MATCH = '-m u32 --u32 "0x0>>0x16&0x3c@0xc&0xffffff00=0x100100"';

function encrypted() {
  const mesh = swarm();
  mesh.type('node1', 'docker network create -d overlay --attachable --opt encrypted enc');
  mesh.type('node1', 'docker run -d --name e1 --network enc demo-web:1');
  mesh.type('node2', 'docker run -d --name e2 --network enc demo-web:1');
  mesh.wait(2);
  return mesh;
}
const mesh = encrypted();

test('the option is kept, and cards lose 26 bytes more to the headers of ESP', () => {
  expect(mesh.type('node1', 'docker network inspect enc -f "{{json .Options}}"')).toBe(
    '{"com.docker.network.driver.overlay.vxlanid_list":"4097","encrypted":""}\n',
  );
  expect(mesh.type('node1/e1', 'ip addr show eth0')).toContain('mtu 1424');
});

test('rules mark what goes into this tunnel, and let nothing in that was not encrypted', () => {
  expect(mesh.rules('node1', 'mangle')).toEqual([
    `-A OUTPUT -p udp -m udp --dport 4789 ${MATCH} -j MARK --set-xmark 0xd0c4e3/0xffffffff`,
  ]);
  expect(mesh.rules('node1', 'filter').filter((rule) => rule.startsWith('-A INPUT'))).toEqual([
    `-A INPUT -p udp -m policy --dir in --pol none -m udp --dport 4789 ${MATCH} -j DROP`,
    `-A INPUT -p udp -m policy --dir in --pol ipsec -m udp --dport 4789 ${MATCH} -j ACCEPT`,
  ]);
});

test('states and policies towards the nodes that take part, and only those', () => {
  const states = mesh.type('node1', 'ip xfrm state');
  expect(
    [
      ...states.matchAll(
        /^src (\S+) dst (\S+)\n\tproto esp spi 0x[0-9a-f]{8} reqid 13681891 mode transport/gm,
      ),
    ].map((m) => `${m[1]} ${m[2]}`),
  ).toEqual([
    '192.168.1.146 192.168.1.31',
    '192.168.1.146 192.168.1.31',
    '192.168.1.31 192.168.1.146',
    '192.168.1.146 192.168.1.31',
  ]);
  expect(states).toContain('aead rfc4106(gcm(aes)) 0x');
  expect(mesh.type('node1', 'ip xfrm policy')).toMatch(
    /^src 192\.168\.1\.31\/32 dst 192\.168\.1\.146\/32 proto udp dport 4789 \n\tdir out priority 0 ptype main \n\tmark 0xd0c4e3\/0xffffffff \n\ttmpl src 192\.168\.1\.31 dst 192\.168\.1\.146\n\t\tproto esp spi 0x[0-9a-f]{8} reqid 13681891 mode transport\n$/,
  );
  expect(mesh.type('node3', 'ip xfrm state')).toBe('');
});

test('packets pass, and on the wire there is ESP', () => {
  expect(mesh.type('node1/e1', 'ping -c 2 -W 2 e2')).toContain('2 packets transmitted, 2 packets received');
  expect(mesh.ask('node1/e1', '10.0.1.4:80')).toEqual(['e2 saw 10.0.1.2']);
  const { hops } = mesh.reply('node1/e1', '10.0.1.4:80');
  const tunnels = hops.filter((hop) => hop.kind === 'encapsulate');
  expect(tunnels.length).toBeGreaterThan(0);
  expect(tunnels.every(({ encrypted: secret }) => secret)).toBe(true);
});

test('the rules go with the last container, the states stay', () => {
  const over = encrypted();
  over.type('node1', 'docker rm -f e1');
  over.type('node2', 'docker rm -f e2');
  over.wait(3);
  expect(over.type('node1', 'docker network ls')).toContain('enc');
  over.type('node1', 'docker network rm enc');
  expect(over.type('node1', 'docker network ls')).not.toContain('enc');
});
