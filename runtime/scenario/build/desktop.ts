import type { Host, Interface, Surroundings } from '../../../compiler/ir/surroundings.ts';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { parseIp } from '../../address/ip.ts';
import { addSegment } from '../../kernel/segments.ts';
import { closeSocket, listen, socketsOf } from '../../kernel/sockets.ts';
import type { World } from '../../world.ts';
import { buildMachine, settleMachine } from './machines.ts';

/** Docker Desktop's own network between the computer and its virtual machine. */
const SUBNET = '192.168.65';
const VM_ADDRESS = `${SUBNET}.3`;
/** The program of Docker Desktop that listens on the computer for what containers publish. */
const BACKEND = 'com.docker.backend';

/** The computer around a virtual machine that runs the engine; the virtual machine has the host's name. */
export const desktopName = (host: string): string => `${host}-desktop`;

/**
 * Docker Desktop: the engine runs in a virtual machine, and that machine is the host whose network a
 * container in host mode shares. The computer itself has the addresses on the LAN, and lets the virtual
 * machine out under its own address.
 */
export function buildDesktop(world: World, host: Host, surroundings: Surroundings): Diagnostic[] {
  const segment = `${host.name}-vm`;
  addSegment(world.kernel, segment);
  const card = (address: string): Interface => ({ name: 'vm0', segment, addresses: [`${address}/24`] });
  const { kind: _, ...machine } = host;
  const computer = {
    ...machine,
    kind: 'client',
    name: desktopName(host.name),
    interfaces: [...host.interfaces, card(`${SUBNET}.1`)],
    sysctls: { ...host.sysctls, 'net.ipv4.ip_forward': '1' },
    firewall: [...host.firewall, masquerade(host)],
  } as const;
  const vm: Host = {
    ...host,
    interfaces: [{ ...card(VM_ADDRESS), name: 'eth0' }],
    routes: [{ to: 'default', via: `${SUBNET}.1` }],
    processes: [],
    sysctls: {},
    firewall: [],
  };
  return [
    ...buildMachine(world, computer, surroundings),
    ...buildMachine(world, vm, surroundings),
    ...settleMachine(world, computer),
  ];
}

const masquerade = ({ origin }: Host) => ({
  command: `iptables -t nat -A POSTROUTING -s ${SUBNET}.0/24 ! -o vm0 -j MASQUERADE`,
  origin: origin ?? { file: '', start: 0, end: 0 },
});

/**
 * Docker Desktop's backend listens on the computer on every port that is published in the virtual machine,
 * and on no other.
 */
export function forwardDesktopPorts(world: World): void {
  for (const engine of world.engines.values()) {
    const root = world.kernel.machines.get(desktopName(engine.host))?.root;
    if (root === undefined) continue;
    for (const socket of socketsOf(world.kernel, root))
      if (socket.process.name === BACKEND) closeSocket(world.kernel, socket);
    for (const { ports } of engine.containers.values())
      for (const [port, bindings] of Object.entries(ports))
        for (const { HostIp, HostPort } of bindings ?? [])
          listen(world.kernel, root, {
            transport: port.endsWith('/udp') ? 'udp' : 'tcp',
            address: HostIp === '' || HostIp === '0.0.0.0' ? 'any4' : (parseIp(HostIp) ?? 'any4'),
            port: Number(HostPort),
            process: { name: BACKEND, pid: 1 },
            service: { kind: 'proxy', to: parseIp(VM_ADDRESS)!, port: Number(HostPort) },
          });
  }
}
