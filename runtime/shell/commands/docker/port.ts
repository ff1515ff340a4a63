import type { PortBindings } from '../../../docker-api/container.ts';
import { splitProtocol } from '../../../docker-client/port-specs.ts';
import { containerInspect } from '../../../engine/daemon/container-inspect.ts';
import { fail, succeed } from '../../language/command-result.ts';
import { type DockerCommand, daemonError } from './docker-command.ts';
import { naturalOrder } from './network.ts';

const address = (ip: string, port: string): string =>
  ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`;

/** All mappings, by container port. */
const listing = (ports: PortBindings): string =>
  Object.entries(ports)
    .flatMap(([port, places]) => (places ?? []).map((place) => ({ port, place })))
    .map(({ port, place }) => `${port} -> ${address(place.HostIp, place.HostPort)}`)
    .sort(naturalOrder)
    .map((line) => `${line}\n`)
    .join('');

export const port: DockerCommand = {
  spec: {
    path: 'docker port',
    usage: 'docker port CONTAINER [PRIVATE_PORT[/PROTO]]',
    short: 'List port mappings or a specific mapping for the container',
    aliases: ['docker container port', 'docker port'],
    args: { kind: 'range', min: 1, max: 2 },
    flags: [],
  },
  run: ({ world, host, args }) => {
    const [term = '', wanted] = args;
    const reply = containerInspect(world, host, term);
    if (!reply.ok) return fail(1, `${daemonError(reply.message)}\n`);
    const ports = reply.value.NetworkSettings.Ports ?? {};
    if (wanted === undefined) return succeed(listing(ports));
    const { port: number, protocol } = splitProtocol(wanted);
    if (!/^\d+$/.test(number))
      return fail(
        1,
        `Error: invalid port (${number}): ${Number.isNaN(Number(number)) ? `strconv.ParseUint: parsing "${number}": invalid syntax` : ''}\n`,
      );
    const places = ports[`${number}/${protocol}`];
    if (!places || places.length === 0)
      return fail(1, `Error: No public port '${wanted}' published for ${term}\n`);
    return succeed(
      places
        .map((place) => `${address(place.HostIp, place.HostPort)}\n`)
        .sort(naturalOrder)
        .join(''),
    );
  },
};
