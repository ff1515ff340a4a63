import { cidr } from '../runtime/address/cidr.ts';
import { addToIp, formatIp, type Ip, parseIpv4 } from '../runtime/address/ip.ts';
import { serviceOptions, serviceRequest } from '../runtime/docker-client/service-request.ts';
import type { Answer } from '../runtime/engine/daemon/answer.ts';
import { networkCreate } from '../runtime/engine/daemon/api.ts';
import { createEngine } from '../runtime/engine/engine.ts';
import { addMachine } from '../runtime/kernel/create.ts';
import { addAddress, setUp } from '../runtime/kernel/links.ts';
import { addRoute } from '../runtime/kernel/routes.ts';
import { addNic, addSegment } from '../runtime/kernel/segments.ts';
import { emptyWorld } from '../runtime/scenario/build-world.ts';
import { serviceCreate, swarmInit, swarmInspect, swarmJoin } from '../runtime/swarm/api.ts';
import { advanceBy } from '../runtime/time/advance.ts';
import type { World } from '../runtime/world.ts';

export interface SwarmSize {
  readonly nodes: number;
  readonly networks: number;
  readonly services: number;
  readonly replicas: number;
}

const LAN = parseIpv4('192.168.0.0')!;

function must<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
}

/** A swarm on one LAN whose services are spread evenly over its networks; it has not settled yet. */
export function swarmWorld(size: SwarmSize): World {
  const world = emptyWorld(1);
  addSegment(world.kernel, 'lan');
  const addresses = Array.from({ length: size.nodes }, (_, at) => addToIp(LAN, at + 1));
  for (const [at, ip] of addresses.entries()) {
    plugIn(world, `h${at + 1}`, ip);
    must(createEngine(world, `h${at + 1}`));
  }
  must(swarmInit(world, 'h1', { AdvertiseAddr: formatIp(addresses[0]!) } as never));
  const token = must(swarmInspect(world, 'h1')).JoinTokens.Worker;
  const manager = `${formatIp(addresses[0]!)}:2377`;
  for (let node = 2; node <= size.nodes; node++)
    must(
      swarmJoin(world, `h${node}`, {
        AdvertiseAddr: formatIp(addresses[node - 1]!),
        RemoteAddrs: [manager],
        JoinToken: token,
      } as never),
    );
  advanceBy(world, 5_000);
  for (let network = 0; network < size.networks; network++)
    must(
      networkCreate(world, 'h1', {
        Name: `net${network}`,
        Driver: 'overlay',
        IPAM: { Driver: 'default', Config: [{ Subnet: `10.${100 + network}.0.0/16` }] },
      }),
    );
  for (let service = 0; service < size.services; service++)
    must(
      serviceCreate(
        world,
        'h1',
        serviceRequest({
          ...serviceOptions(`svc${service}`, 'nginx'),
          replicas: size.replicas,
          networks: [{ Target: `net${service % size.networks}` }],
        }),
      ),
    );
  return world;
}

function plugIn(world: World, name: string, ip: Ip): void {
  const { root } = addMachine(world.kernel, { name, kind: 'host' });
  const nic = addNic(world.kernel, root, {
    name: 'eth0',
    segment: 'lan',
    mac: 0x525400000000 + (Number(ip) % 65536),
  });
  addAddress(world.kernel, nic.id, { ip, length: 16, scope: 'global' });
  setUp(world.kernel, nic.id);
  addRoute(world.kernel, root, { destination: cidr(0, 0), via: addToIp(LAN, 65_534), link: nic.id });
}
