import type { Ip } from '../address/ip.ts';
import type { Kernel, Transport } from '../kernel/kernel.ts';
import { netnsOf } from '../kernel/link-registry.ts';
import { isLocal } from '../kernel/routes.ts';
import { findSocket, listen } from '../kernel/sockets.ts';

/** Its programs are numbered from here. */
const FIRST_PID = 600;

/** The internet answers on every port: one that nobody asked for before is opened now. */
export function openInternet(kernel: Kernel, ip: Ip, port: number, transport: Transport): void {
  for (const { kind, root, name } of kernel.machines.values()) {
    if (kind !== 'internet' || typeof ip === 'bigint' || !isLocal(kernel, root, ip)) continue;
    if (findSocket(kernel, netnsOf(kernel, root), transport, ip, port) !== undefined) continue;
    listen(kernel, root, {
      transport,
      address: 'any4',
      port,
      process: { name: 'server', pid: FIRST_PID + kernel.nextId },
      service: { kind: 'echo', name, tellsLocal: true },
    });
  }
}
