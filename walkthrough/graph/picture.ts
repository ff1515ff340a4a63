import type { PlannedNetwork, PlannedService } from '../../compiler/ir/compose-plan.ts';
import { networkInspect } from '../../runtime/engine/daemon/api.ts';
import type { Deployed } from '../../runtime/matrix/deploy.ts';
import type { ReachMatrix } from '../../runtime/matrix/reach-matrix.ts';
import { HOST } from '../../runtime/matrix/surroundings.ts';
import type { Published, Target } from '../../runtime/matrix/targets.ts';

/** What a picture of a project shows, in the order in which it is drawn. */
export interface Picture {
  readonly title: string;
  readonly networks: readonly PicturedNetwork[];
  readonly services: readonly PicturedService[];
}

export interface PicturedNetwork {
  readonly key: string;
  /** `172.18.0.0/16`, or nothing where the engine has none for it. */
  readonly subnet: string;
  readonly internal: boolean;
  readonly driver: string;
}

export interface PicturedService {
  readonly name: string;
  readonly image: string;
  readonly replicas: number;
  /** Keys of the networks that it is attached to. */
  readonly networks: readonly string[];
  /** `host`, `none`, `with tunnel`: where it is attached to no network of its own. */
  readonly mode?: string;
  /** Doors of the host that lead to it: `8080 → 80`, `127.0.0.1:5432 → 5432`. */
  readonly published: readonly string[];
  /** Whether the LAN, and so the internet, gets in through one of them. */
  readonly exposed: boolean;
  /** Whether it gets out to the internet. */
  readonly egress: boolean;
}

/** Services on the same networks stand together, those with most networks in common next to each other. */
export function pictureOf(deployed: Deployed, matrix: ReachMatrix): Picture {
  const { plan } = deployed;
  const networks = plan.networks.map((network) => picturedNetwork(deployed, network));
  const services = plan.services.map((service) => picturedService(service, plan.networks, matrix));
  const order = (service: PicturedService): string =>
    networks.map(({ key }) => (service.networks.includes(key) ? '0' : '1')).join('');
  return {
    title: plan.project,
    networks,
    services: services.toSorted((a, b) => compare(order(a), order(b)) || compare(a.name, b.name)),
  };
}

const compare = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

function picturedNetwork({ world }: Deployed, { key, spec }: PlannedNetwork): PicturedNetwork {
  const found = networkInspect(world, HOST, spec.name);
  const subnets = found.ok
    ? (found.value.IPAM.Config ?? [])
    : spec.subnets.map(({ subnet }) => ({ Subnet: subnet }));
  return {
    key,
    subnet: subnets[0]?.Subnet ?? '',
    internal: spec.internal,
    driver: found.ok ? found.value.Driver : (spec.driver ?? 'bridge'),
  };
}

function picturedService(
  { name, container, scale, sharesNetworkOf }: PlannedService,
  networks: readonly PlannedNetwork[],
  matrix: ReachMatrix,
): PicturedService {
  const row = matrix.askers.findIndex((asker) => asker.kind === 'service' && asker.name === name);
  const lan = matrix.askers.findIndex(({ kind }) => kind === 'lan');
  const ports = matrix.targets
    .map((target, column) => ({ target, column }))
    .filter(({ target }) => target.service === name);
  const mode = sharesNetworkOf === undefined ? container.networkMode : `with ${sharesNetworkOf}`;
  return {
    name,
    image: container.image,
    replicas: scale,
    networks: networks
      .filter(({ spec }) => container.attachments.some(({ network }) => network === spec.name))
      .map(({ key }) => key),
    ...(mode !== undefined && { mode }),
    published: ports.flatMap(({ target }) => target.published.map((door) => doorText(door, target))),
    exposed: ports.some(({ column }) => matrix.cells[lan]?.[column]?.word === 'open'),
    egress: matrix.egress[row] === 'open',
  };
}

function doorText({ ip, port }: Published, target: Target): string {
  const protocol = target.protocol === 'tcp' ? '' : `/${target.protocol}`;
  return `${ip === '' ? '' : `${ip}:`}${port} → ${target.port}${protocol}`;
}
