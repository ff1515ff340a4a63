import { parseIp } from '../../address/ip.ts';
import type { Service, Socket } from '../../kernel/kernel.ts';
import { closeSocket, type ListenError, listen, socketById } from '../../kernel/sockets.ts';
import type { World } from '../../world.ts';
import type { Clash, Container, ProgramSocket } from './container.ts';
import { logTime } from './timestamps.ts';

/** A program that nobody described says this of an address that it cannot have, and ends. */
const PLAIN_CLASH: Clash = {
  code: 1,
  text: 'bind {address}:{port}: {reason}',
  survivesWithSome: false,
};

/**
 * Opens what a container's program listens on, in the namespace that it runs in.
 * @returns the exit code of a program that ends because addresses are taken; undefined when it runs
 */
export function openProgramSockets(world: World, container: Container): number | undefined {
  const { program } = container;
  const clash = program.clash ?? PLAIN_CLASH;
  let refused = 0;
  for (const socket of program.listen) {
    const reason = openOne(world, container, socket);
    if (reason === undefined) continue;
    refused++;
    const text = clash.text
      .replace('{time}', logTime(world))
      .replace('{reason}', reason)
      .replace('{address}', socket.address)
      .replaceAll('{port}', String(socket.port));
    container.logs.push({ stream: 'stderr', at: world.now, text });
    if (!clash.survivesWithSome) break;
  }
  const survives = refused === 0 || (clash.survivesWithSome && refused < program.listen.length);
  if (survives) return undefined;
  closeProgramSockets(world, container);
  return clash.code;
}

export function closeProgramSockets(world: World, { state, netns }: Container): void {
  for (const id of state.sockets) {
    const socket = netns === undefined ? undefined : socketById(world.kernel, netns, id);
    if (socket) closeSocket(world.kernel, socket);
  }
  state.sockets.length = 0;
}

/** A frozen process: the kernel goes on accepting for it, and it answers nothing. */
export const silenceProgram = (world: World, container: Container): void =>
  reopen(world, container, (socket) => ({ ...socket, service: 'silent' }));

export const wakeProgram = (world: World, container: Container): void =>
  reopen(world, container, (socket) => socket);

function reopen(world: World, container: Container, change: (socket: ProgramSocket) => ProgramSocket): void {
  closeProgramSockets(world, container);
  for (const socket of container.program.listen) openOne(world, container, change(socket));
}

function openOne(world: World, container: Container, socket: ProgramSocket): ListenError | undefined {
  const opened = listen(world.kernel, container.netns!, {
    transport: socket.protocol,
    address: bindAddress(container, socket),
    port: socket.port,
    process: { name: processName(container, socket), pid: container.state.pid, container: container.id },
    service: serviceOf(container, socket),
    ...(socket.heldBy && { backlog: socket.heldBy.backlog }),
    repliesFrom: socket.protocol === 'udp' ? 'route' : 'asked',
  });
  if (!opened.ok) return opened.error;
  container.state.sockets.push(opened.socket.id);
  return undefined;
}

/** `::` takes IPv4 too, unless the program has a socket of its own for it, as nginx has. */
function bindAddress({ program }: Container, { address, port }: ProgramSocket): Socket['address'] {
  if (address === '0.0.0.0') return 'any4';
  if (address !== '::') return parseIp(address)!;
  return program.listen.some((other) => other.port === port && other.address === '0.0.0.0') ? 'any6' : 'dual';
}

const processName = ({ program }: Container, { heldBy }: ProgramSocket): string =>
  heldBy?.name ?? program.argv[0]?.split('/').at(-1) ?? '';

function serviceOf({ config }: Container, { service, protocol }: ProgramSocket): Service {
  switch (service) {
    case 'echo':
      return { kind: 'echo', name: config.Hostname, tellsLocal: protocol === 'tcp' };
    case 'http':
      return { kind: 'http', name: config.Hostname };
    case 'silent':
      return { kind: 'silent' };
    default:
      return service satisfies never;
  }
}
