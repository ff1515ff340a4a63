import { familyOf, formatIp, isUnspecified } from '../../../address/ip.ts';
import type { Socket } from '../../../kernel/kernel.ts';
import { listen } from '../../../kernel/sockets.ts';
import { randomBelow } from '../../../random.ts';
import type { World } from '../../../world.ts';
import type { PortMapping } from '../endpoint.ts';
import { hostRoot } from '../host.ts';
import { done, internal, type Result } from '../result.ts';

/**
 * Binds the host's side of a mapping: docker-proxy, which serves it, or without it dockerd itself, which only keeps others
 * from the port. Refused with dockerd's message when a program of the host has the port.
 */
export function bindHostPort(
  world: World,
  host: string,
  mapping: Omit<PortMapping, 'socket'>,
  userlandProxy: boolean,
): Result<Socket> {
  const { protocol, hostIp, hostPort } = mapping;
  const bound = listen(world.kernel, hostRoot(world, host), {
    transport: protocol,
    address: isUnspecified(hostIp) ? (familyOf(hostIp) === 4 ? 'any4' : 'any6') : hostIp,
    port: hostPort,
    process: {
      name: userlandProxy ? 'docker-proxy' : 'dockerd',
      pid: 1000 + randomBelow(world.random, 30000),
    },
    service: userlandProxy
      ? { kind: 'proxy', to: mapping.containerIp, port: mapping.containerPort }
      : { kind: 'silent' },
    repliesFrom: protocol === 'udp' ? 'route' : 'asked',
  });
  if (bound.ok) return done(bound.socket);
  // What dockerd's own placeholder cannot bind is told without a word of a proxy.
  const who = userlandProxy ? 'Error starting userland proxy: ' : '';
  if (bound.error === 'protocol not supported') return internal(`${who}${bound.error}`);
  const family = familyOf(hostIp);
  const address = family === 4 ? formatIp(hostIp) : `[${formatIp(hostIp)}]`;
  return internal(`${who}listen ${protocol}${family} ${address}:${hostPort}: bind: ${bound.error}`);
}
