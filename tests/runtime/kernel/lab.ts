import { parseCidr } from '../../../runtime/address/cidr.ts';
import { type Ip, parseIp } from '../../../runtime/address/ip.ts';
import { addMachine, createKernel, type MachineSpec } from '../../../runtime/kernel/create.ts';
import type { Kernel, Link, Netns, Service, Socket, Transport } from '../../../runtime/kernel/kernel.ts';
import {
  addAddress,
  addLink,
  addVethPair,
  linkByName,
  setMaster,
  setUp,
} from '../../../runtime/kernel/links.ts';
import { createNetns, loopbackOf, netnsByLabel } from '../../../runtime/kernel/namespaces.ts';
import {
  appendRule,
  insertRule,
  newChain,
  rulesetOf,
  setPolicy,
} from '../../../runtime/kernel/netfilter/edit.ts';
import { addRoute } from '../../../runtime/kernel/routes.ts';
import { addNic, addSegment } from '../../../runtime/kernel/segments.ts';
import { listen } from '../../../runtime/kernel/sockets.ts';
import { setSysctl } from '../../../runtime/kernel/sysctls.ts';
import { connectTcp } from '../../../runtime/probe/connect-tcp.ts';
import type { Outcome } from '../../../runtime/probe/outcome.ts';
import { ping } from '../../../runtime/probe/ping.ts';
import { sendDatagram } from '../../../runtime/probe/send-datagram.ts';
import { parseIptables } from '../../../runtime/shell/commands/iptables/parse-command.ts';

/** Small worlds for tests, in the words of the command line. */
export interface Lab {
  readonly kernel: Kernel;
}

export const ip = (text: string): Ip => parseIp(text)!;
export const block = (text: string) => parseCidr(text)!;

/** A world with one segment, `lan`. */
export function newLab(): Lab {
  const kernel = createKernel();
  addSegment(kernel, 'lan');
  return { kernel };
}

export function at({ kernel }: Lab, label: string): Netns {
  const netns = netnsByLabel(kernel, label);
  if (netns === undefined) throw new Error(`no namespace ${label}`);
  return netns;
}

export function linkAt(lab: Lab, label: string, name: string): Link {
  const link = linkByName(lab.kernel, at(lab, label).id, name);
  if (link === undefined) throw new Error(`no link ${name} in ${label}`);
  return link;
}

let lastMac = 0x020000000000;
const nextMac = (): number => ++lastMac;

function addAddresses(lab: Lab, link: Link, addresses: readonly string[]): void {
  for (const text of addresses) {
    const [address, length] = text.split('/');
    const answer = addAddress(lab.kernel, link.id, { ip: ip(address!), length: Number(length) });
    if (!answer.ok) throw new Error(answer.error);
  }
}

/** A machine with a card on each segment named: `{ lan: ['192.168.1.31/24'] }`; cards are eth0, eth1... */
export function machine(
  lab: Lab,
  name: string,
  cards: Readonly<Record<string, readonly string[]>>,
  spec: Partial<MachineSpec> = {},
): void {
  const { root } = addMachine(lab.kernel, { name, kind: 'host', ...spec });
  Object.entries(cards).forEach(([segment, addresses], index) => {
    if (!lab.kernel.segments.has(segment)) addSegment(lab.kernel, segment);
    const nic = addNic(lab.kernel, root, { name: `eth${index}`, segment, mac: nextMac() });
    setUp(lab.kernel, nic.id);
    addAddresses(lab, nic, addresses);
  });
}

export function bridge(lab: Lab, label: string, name: string, ...addresses: string[]): Link {
  const link = addLink(lab.kernel, at(lab, label).id, {
    kind: 'bridge',
    name,
    mac: nextMac(),
    fixedMac: true,
  });
  setUp(lab.kernel, link.id);
  addAddresses(lab, link, addresses);
  return link;
}

/** A namespace on a machine, `lo` up and nothing else. */
export function netns(lab: Lab, label: string): Netns {
  const [host, name] = label.split('/');
  const made = createNetns(lab.kernel, { machine: host!, name: name!, label });
  setUp(lab.kernel, loopbackOf(lab.kernel, made.id).id);
  return made;
}

/** Wires a namespace to a bridge, of its machine unless `home` says else; the ends are `v-NAME-BRIDGE` and `eth0`. */
export function plug(
  lab: Lab,
  label: string,
  bridgeName: string,
  addresses: readonly string[],
  home = label.split('/')[0]!,
): readonly [Link, Link] {
  const inside = at(lab, label);
  const [near, far] = addVethPair(
    lab.kernel,
    at(lab, home).id,
    { name: `v-${label.split('/')[1]}-${bridgeName}`, mac: nextMac() },
    { name: 'eth0', mac: nextMac(), netns: inside.id },
  );
  setMaster(lab.kernel, near.id, linkAt(lab, home, bridgeName).id);
  setUp(lab.kernel, near.id);
  setUp(lab.kernel, far.id);
  addAddresses(lab, far, addresses);
  return [near, far];
}

/** A container: a namespace plugged into a bridge, with a default route. */
export function container(
  lab: Lab,
  label: string,
  bridgeName: string,
  address: string,
  gateway?: string,
): void {
  netns(lab, label);
  plug(lab, label, bridgeName, [address]);
  if (gateway !== undefined) route(lab, label, 'default', gateway);
}

export function route(lab: Lab, label: string, to: string, via?: string, link?: string): void {
  const any = via?.includes(':') ? '::/0' : '0.0.0.0/0';
  const answer = addRoute(lab.kernel, at(lab, label).id, {
    destination: block(to === 'default' ? any : to),
    ...(via !== undefined && { via: ip(via) }),
    ...(link !== undefined && { link: linkAt(lab, label, link).id }),
  });
  if (!answer.ok) throw new Error(answer.error);
}

export const sysctl = (lab: Lab, label: string, key: string, value: string): boolean =>
  setSysctl(lab.kernel, at(lab, label).id, key, value);

/** iptables command lines, `-t nat` first where it is not the filter table. */
export function iptables(lab: Lab, label: string, ...lines: string[]): void {
  const family = lines[0]?.startsWith('6:') ? 6 : 4;
  for (const line of lines) command(lab, at(lab, label), line.replace(/^6:/, ''), family);
}

function command({ kernel }: Lab, where: Netns, line: string, family: 4 | 6): void {
  const parsed = parseIptables(line.trim().split(/\s+/), family);
  if (!parsed.ok) throw new Error(`${line}: ${parsed.message}`);
  const { request } = parsed;
  const rules = rulesetOf(where, family);
  const answer =
    request.kind === 'append'
      ? appendRule(kernel, rules, request.table, request.chain, request.rule)
      : request.kind === 'insert'
        ? insertRule(kernel, rules, request.table, request.chain, request.rule, request.number)
        : request.kind === 'policy'
          ? setPolicy(kernel, rules, request.table, request.chain, request.policy)
          : request.kind === 'new-chain'
            ? newChain(kernel, rules, request.table, request.chain)
            : undefined;
  if (answer?.ok !== true) throw new Error(`${line}: ${answer?.error ?? 'not for tests'}`);
}

/** A server that says who asked. */
export function serve(
  lab: Lab,
  label: string,
  transport: Transport,
  port: number,
  more: Partial<Pick<Socket, 'address' | 'repliesFrom' | 'service'>> = {},
): Socket {
  const service: Service = { kind: 'echo', name: label, tellsLocal: true };
  const answer = listen(lab.kernel, at(lab, label).id, {
    transport,
    address: 'any4',
    port,
    process: { name: 'serve', pid: 1 },
    service,
    ...more,
  });
  if (!answer.ok) throw new Error(answer.error);
  return answer.socket;
}

const said = (text: string): string =>
  text
    .trim()
    .replace(/(peer=\S+):\d+/, '$1')
    .replace(/^srv=/, '');

/** The outcome in a word, and what the server said of itself and its peer, without the ephemeral port. */
export function inShort(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'delivered':
      return outcome.answer.ttl === undefined
        ? `ok ${said(outcome.answer.text)}`.trim()
        : `ok ttl=${outcome.answer.ttl}`;
    case 'unreachable':
      return outcome.icmp === undefined
        ? `unreachable ${outcome.cause.kind}`
        : `unreachable ${outcome.icmp.type}/${outcome.icmp.code}`;
    case 'unresolved':
      return 'unresolved';
    default:
      return `${outcome.kind} ${outcome.cause?.kind ?? ''}`.trim();
  }
}

export const tcp = (lab: Lab, from: string, to: string, port: number): string =>
  inShort(connectTcp(lab, { netns: at(lab, from).id, to: ip(to), port }));
export const udp = (lab: Lab, from: string, to: string, port: number): string =>
  inShort(sendDatagram(lab, { netns: at(lab, from).id, to: ip(to), port }));
export const icmp = (lab: Lab, from: string, to: string): string =>
  inShort(ping(lab, { netns: at(lab, from).id, to: ip(to) }));

/** How many connections the tables of all namespaces hold. */
export const tracked = ({ kernel }: Lab): number =>
  [...kernel.namespaces.values()].reduce((sum, one) => sum + one.conntrack.size, 0);
