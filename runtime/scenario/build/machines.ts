import type { Client, Host, Interface, Segment, Surroundings } from '../../../compiler/ir/surroundings.ts';
import { type Diagnostic, diagnose } from '../../../diagnostics/diagnostic.ts';
import { parseCidr } from '../../address/cidr.ts';
import { parseIp } from '../../address/ip.ts';
import { type Mac, parseMac } from '../../address/mac.ts';
import { addMachine } from '../../kernel/create.ts';
import type { KernelFeatures, NetnsId } from '../../kernel/kernel.ts';
import { addAddress, linkByName, setUp } from '../../kernel/links.ts';
import { addRoute } from '../../kernel/routes.ts';
import { addNic } from '../../kernel/segments.ts';
import { setSysctl } from '../../kernel/sysctls.ts';
import { nextUint32 } from '../../random.ts';
import { runCommand } from '../../shell/run-command.ts';
import type { World } from '../../world.ts';
import { startProcess } from './processes.ts';

/** The words of a scenario for what a kernel may lack. */
const FEATURES: { readonly [word: string]: keyof KernelFeatures } = {
  ip_vs: 'ipVs',
  esp: 'esp',
  ipvlan: 'ipvlan',
  macvlan: 'macvlan',
  vlan: 'vlan',
  dummy: 'dummy',
  vxlan: 'vxlan',
  br_netfilter: 'brNetfilter',
  sctp: 'sctp',
};

/** QEMU's range of hardware addresses, as virtual machines have them. */
export const randomMac = (world: World): Mac => 0x5254 * 2 ** 32 + (nextUint32(world.random) & 0xffffff);

/**
 * Makes a machine: its cards, addresses, routes, settings and files; programs and rules come when all
 * machines stand.
 */
export function buildMachine(world: World, machine: Host | Client, surroundings: Surroundings): Diagnostic[] {
  const features = machine.kind === 'host' ? featuresOf(machine) : {};
  const { root } = addMachine(world.kernel, { name: machine.name, kind: machine.kind, features });
  const problems = [
    ...machine.interfaces.flatMap((nic) => plugIn(world, root, nic)),
    ...addRoutes(world, root, machine, surroundings.segments),
    ...Object.entries(machine.sysctls).flatMap(([key, value]) =>
      setSysctl(world.kernel, root, key, value) ? [] : [`there is no sysctl ${key}`],
    ),
  ];
  writeFiles(world, machine, surroundings.segments);
  return problems.map((message) => complaint(machine, message));
}

/** Starts what runs on a machine before Docker does: its rules and its programs. */
export function settleMachine(world: World, machine: Host | Client): Diagnostic[] {
  const rules = machine.firewall.flatMap(({ command, origin }) => {
    const ran = runCommand(world, { kind: 'machine', machine: machine.name }, command);
    return ran.rc === 0
      ? []
      : [diagnose('E2124', { host: machine.name, message: ran.stderr.trim() }, origin)];
  });
  const processes = machine.processes.flatMap((listener) => {
    const problem = startProcess(world, machine.name, listener);
    return problem === undefined
      ? []
      : [complaint({ ...machine, ...(listener.origin && { origin: listener.origin }) }, problem)];
  });
  return [...rules, ...processes];
}

export const complaint = (
  { name, origin }: Pick<Host | Client, 'name' | 'origin'>,
  message: string,
): Diagnostic => diagnose('E2124', { host: name, message }, origin ?? { file: '', start: 0, end: 0 });

const featuresOf = (host: Host): Partial<KernelFeatures> =>
  Object.fromEntries(
    Object.entries(host.features).flatMap(([word, on]) => {
      const feature = FEATURES[word];
      return feature === undefined ? [] : [[feature, on] as const];
    }),
  );

/** Puts a card into a segment and gives it its addresses. */
export function plugIn(world: World, root: NetnsId, nic: Interface): string[] {
  const mac = nic.mac === undefined ? randomMac(world) : parseMac(nic.mac);
  if (mac === undefined) return [`${nic.mac} is no MAC address`];
  const link = addNic(world.kernel, root, {
    name: nic.name,
    segment: nic.segment,
    mac,
    ...(nic.mtu !== undefined && { mtu: nic.mtu }),
    ...(nic.index !== undefined && { index: nic.index }),
  });
  setUp(world.kernel, link.id);
  return nic.addresses.flatMap((text) => {
    const [address = '', length] = text.split('/');
    const ip = parseIp(address);
    if (ip === undefined) return [`${text} is no address`];
    const added = addAddress(world.kernel, link.id, { ip, length: Number(length ?? 32) });
    return added.ok ? [] : [`${text} on ${nic.name}: ${added.error}`];
  });
}

/** The routes that a scenario gives, and a default route by the first card whose LAN has a router. */
function addRoutes(
  world: World,
  root: NetnsId,
  machine: Host | Client,
  segments: readonly Segment[],
): string[] {
  const own = machine.routes.some(({ to }) => to === 'default' || to === '0.0.0.0/0');
  const gateways = machine.interfaces.flatMap(({ segment, name }) => {
    const via = segments.find((s) => s.name === segment)?.gateway;
    return via === undefined || own ? [] : [{ to: 'default', via, dev: name }];
  });
  return [...machine.routes, ...gateways.slice(0, 1)].flatMap(({ to, via, dev }) => {
    const destination = parseCidr(to === 'default' ? '0.0.0.0/0' : to);
    if (destination === undefined) return [`${to} is no destination of a route`];
    const gateway = via === undefined ? undefined : parseIp(via);
    const link = dev === undefined ? undefined : linkByName(world.kernel, root, dev)?.id;
    const added = addRoute(world.kernel, root, {
      destination,
      ...(gateway !== undefined && { via: gateway }),
      ...(link !== undefined && { link }),
    });
    return added.ok ? [] : [`route to ${to}: ${added.error}`];
  });
}

function writeFiles(world: World, machine: Host | Client, segments: readonly Segment[]): void {
  const { name } = machine;
  const dns = machine.interfaces.flatMap(
    ({ segment }) => segments.find((s) => s.name === segment)?.dns?.address ?? [],
  );
  const resolvConf = machine.resolvConf ?? dns.map((address) => `nameserver ${address}\n`).join('');
  world.files.set(`${name}:/etc/resolv.conf`, resolvConf);
  world.files.set(`${name}:/etc/hosts`, machine.hostsFile ?? `127.0.0.1\tlocalhost\n127.0.1.1\t${name}\n`);
  world.files.set(`${name}:/etc/hostname`, `${name}\n`);
}
