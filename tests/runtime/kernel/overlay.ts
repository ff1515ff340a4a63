import { addTunnelEntry } from '../../../runtime/kernel/fdb.ts';
import { addLink, moveLink, setMaster, setMtu, setUp } from '../../../runtime/kernel/links.ts';
import { setNeighbour } from '../../../runtime/kernel/neighbours.ts';
import { at, bridge, ip, type Lab, linkAt, machine, netns, newLab, plug, serve } from './lab.ts';

/** The two machines: underlay address, the network's namespace, its one container and that one's address. */
const NODES = [
  { host: 'h1', underlay: '192.168.1.31', container: 'h1/a', address: '10.0.1.3' },
  { host: 'h2', underlay: '192.168.1.32', container: 'h2/b', address: '10.0.1.4' },
] as const;

/** An overlay network 10.0.1.0/24 (VNI 4097) over two machines, with br0 and vxlan0 in a namespace `net` on each. */
export function overlay(features: { esp?: boolean } = {}): Lab {
  const lab = newLab();
  for (const { host, underlay, container, address } of NODES) {
    machine(lab, host, { lan: [`${underlay}/24`] }, { features });
    const net = netns(lab, `${host}/net`);
    bridge(lab, net.label, 'br0', '10.0.1.1/24');
    const vxlan = addLink(lab.kernel, at(lab, host).id, {
      kind: 'vxlan',
      name: 'vxlan0',
      mac: 0x72a8e8245100 + net.id,
      vni: 4097,
      proxy: true,
      learning: false,
      l2miss: true,
      l3miss: true,
      mtu: 1450,
    });
    moveLink(lab.kernel, vxlan.id, net.id);
    setMaster(lab.kernel, vxlan.id, linkAt(lab, net.label, 'br0').id);
    setUp(lab.kernel, vxlan.id);
    netns(lab, container);
    const [, inside] = plug(lab, container, 'br0', [`${address}/24`], net.label);
    setMtu(lab.kernel, inside.id, 1450);
    serve(lab, container, 'tcp', 80);
  }
  gossip(lab, 'h1', NODES[1]);
  gossip(lab, 'h2', NODES[0]);
  return lab;
}

/** What a node learns of a task elsewhere: who it is, and behind which machine. */
function gossip(lab: Lab, host: string, about: (typeof NODES)[number]): void {
  const vxlan = linkAt(lab, `${host}/net`, 'vxlan0');
  const { mac } = linkAt(lab, about.container, 'eth0');
  addTunnelEntry(lab.kernel, vxlan.id, mac, ip(about.underlay));
  const entry = { ip: ip(about.address), link: vxlan.id, mac, state: 'PERMANENT' } as const;
  setNeighbour(lab.kernel, vxlan.netns, entry);
}
