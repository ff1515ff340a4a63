import type { Fault, Kernel } from './kernel.ts';
import { type Packet, PROTOCOL } from './packet.ts';
import { changed } from './revision.ts';

/** Breaks something between machines, under a name by which it can be mended. */
export function addFault(kernel: Kernel, name: string, fault: Fault): void {
  kernel.faults.set(name, fault);
  changed(kernel);
}

export function removeFault(kernel: Kernel, name: string): boolean {
  const gone = kernel.faults.delete(name);
  if (gone) changed(kernel);
  return gone;
}

/** The name of the fault that has a machine switched off. */
export function switchedOff(kernel: Kernel, machine: string): string | undefined {
  if (kernel.faults.size === 0) return undefined;
  for (const [name, fault] of kernel.faults)
    if (fault.kind === 'down' && fault.machine === machine) return name;
  return undefined;
}

/** The name of the fault that swallows a packet between two machines; without a packet, a question like ARP's. */
export function brokenBetween(
  kernel: Kernel,
  from: string,
  to: string,
  packet: Packet | undefined,
): string | undefined {
  if (kernel.faults.size === 0) return undefined;
  for (const [name, fault] of kernel.faults) if (breaks(fault, from, to, packet)) return name;
  return undefined;
}

function breaks(fault: Fault, from: string, to: string, packet: Packet | undefined): boolean {
  switch (fault.kind) {
    case 'down':
      return fault.machine === from || fault.machine === to;
    case 'partition': {
      const sideOf = (machine: string) => fault.sides.findIndex((side) => side.includes(machine));
      const [one, other] = [sideOf(from), sideOf(to)];
      return one >= 0 && other >= 0 && one !== other;
    }
    case 'block':
      return packet !== undefined && isBetween(fault.between, from, to) && blocks(fault, packet);
    case 'loss':
      return packet !== undefined && isBetween(fault.between, from, to) && isLost(fault);
  }
}

const isBetween = ([a, b]: readonly [string, string], from: string, to: string): boolean =>
  (a === from && b === to) || (a === to && b === from);

const PROTOCOLS: Readonly<Record<string, number>> = PROTOCOL;

/** Blocks a protocol, or one port of it in either direction. `icmp` means that of both families. */
function blocks(fault: Extract<Fault, { kind: 'block' }>, packet: Packet): boolean {
  const same = PROTOCOLS[fault.protocol] === packet.protocol;
  const alsoV6 = fault.protocol === 'icmp' && packet.protocol === PROTOCOL.icmpv6;
  if (!same && !alsoV6) return false;
  return (
    fault.port === undefined || fault.port === packet.destinationPort || fault.port === packet.sourcePort
  );
}

/** Spreads the losses evenly over the packets that come by. */
function isLost(fault: Extract<Fault, { kind: 'loss' }>): boolean {
  const before = fault.seen ?? 0;
  fault.seen = before + 1;
  return Math.floor(((before + 1) * fault.percent) / 100) > Math.floor((before * fault.percent) / 100);
}
