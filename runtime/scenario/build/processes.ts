import type { Listener } from '../../../compiler/ir/surroundings.ts';
import { parseIp } from '../../address/ip.ts';
import type { Socket } from '../../kernel/kernel.ts';
import { listen } from '../../kernel/sockets.ts';
import type { World } from '../../world.ts';

/** Processes of a machine that a scenario declares are numbered from here. */
const FIRST_PID = 600;

/** A program of a machine that answers on a port and says who asked. Gives the reason when it cannot. */
export function startProcess(world: World, machine: string, listener: Listener): string | undefined {
  const root = world.kernel.machines.get(machine)?.root;
  if (root === undefined) return `there is no machine ${machine}`;
  const { port, protocol, name = 'server', origin } = listener;
  const address = bindAddress(listener.address);
  if (address === undefined) return `${listener.address} is no address to listen on`;
  const answer = listen(world.kernel, root, {
    transport: protocol,
    address,
    port,
    process: { name, pid: FIRST_PID + world.kernel.nextId, ...(origin && { span: origin }) },
    service: { kind: 'echo', name: machine, tellsLocal: true },
  });
  if (answer.ok) return undefined;
  return `listen ${protocol} ${listener.address ?? '0.0.0.0'}:${port}: ${answer.error}`;
}

function bindAddress(text: string | undefined): Socket['address'] | undefined {
  if (text === undefined || text === '0.0.0.0') return 'any4';
  return text === '::' ? 'dual' : parseIp(text);
}
