import type { Ip } from '../../../address/ip.ts';
import { recordAt, recordsNamed } from '../../../swarm/resolve-record.ts';
import { type Engine, versionOf } from '../../engine.ts';
import type { Endpoint } from '../endpoint.ts';
import { endpointsOf } from '../endpoint-order.ts';
import type { Network } from '../network.ts';
import type { Sandbox } from '../sandbox.ts';

/** `known`: the name is of this network, but it has no such address. */
export type Resolved =
  | { readonly kind: 'addresses'; readonly addresses: readonly Ip[] }
  | { readonly kind: 'known' }
  | { readonly kind: 'unknown' };

/** A name may be `a.b`, or `a` in the network `b`: everything that `a.b.c` can mean, the whole name first. */
function readingsOf(name: string): { readonly name: string; readonly network: string | undefined }[] {
  const labels = name.split('.');
  const splits = labels.slice(1).map((_, i) => ({
    name: labels.slice(0, labels.length - 1 - i).join('.'),
    network: labels.slice(labels.length - 1 - i).join('.'),
  }));
  return [{ name, network: undefined }, ...splits];
}

/** What a name means to a sandbox: its own link aliases first, then the names of containers on its networks. */
export function resolveName(engine: Engine, sandbox: Sandbox, text: string, family: 4 | 6): Resolved {
  let known = false;
  for (const reading of readingsOf(text)) {
    for (const aliases of [true, false]) {
      const found = onNetworks(engine, sandbox, reading, aliases, family);
      if (found.kind === 'addresses') return found;
      if (found.kind === 'known') known = true;
    }
    if (known) return { kind: 'known' };
  }
  return { kind: 'unknown' };
}

function onNetworks(
  engine: Engine,
  sandbox: Sandbox,
  { name, network }: { readonly name: string; readonly network: string | undefined },
  aliases: boolean,
  family: 4 | 6,
): Resolved {
  let known = false;
  for (const own of endpointsOf(engine.controller, sandbox)) {
    const place = engine.controller.networks.get(own.network)!;
    if (network !== undefined && place.name !== network) continue;
    const target = own.links.get(name);
    if (aliases !== (target !== undefined)) continue;
    const found = onNetwork(engine, place, target ?? name, family);
    if (found.kind === 'addresses') return found;
    if (found.kind === 'known') known = true;
  }
  return { kind: known ? 'known' : 'unknown' };
}

/** The endpoints of a network that go by a name, whatever its letters' case. */
function onNetwork(engine: Engine, network: Network, name: string, family: 4 | 6): Resolved {
  if (network.scope === 'swarm') return onSwarmNetwork(engine, network, name, family);
  const wanted = name.toLowerCase();
  const found = [...engine.controller.endpoints.values()].filter(
    (endpoint) =>
      endpoint.network === network.id && endpoint.names.some((own) => own.toLowerCase() === wanted),
  );
  const addresses = found.flatMap((endpoint) => addressOf(endpoint, family) ?? []);
  if (addresses.length > 0) return { kind: 'addresses', addresses: [...new Set(addresses)] };
  const answersEmpty = versionOf(engine).libnetwork.knownNamesAreNeverForwarded || !network.enableIpv6;
  return { kind: found.length > 0 && answersEmpty ? 'known' : 'unknown' };
}

/**
 * What gossip told this node of the network, its own containers included. Ingress is for routing only, without names
 * (libnetwork network.go, addSvcRecords).
 */
function onSwarmNetwork(engine: Engine, network: Network, name: string, family: 4 | 6): Resolved {
  if (network.ingress) return { kind: 'unknown' };
  const addresses = [...new Set(recordsNamed(engine, network.id, name))];
  if (addresses.length === 0) return { kind: 'unknown' };
  return family === 4 ? { kind: 'addresses', addresses } : { kind: 'known' };
}

const addressOf = ({ ipv4, ipv6 }: Endpoint, family: 4 | 6): Ip | undefined =>
  (family === 4 ? ipv4 : ipv6)?.ip;

/** `name.network.` of the container that has an address on one of the sandbox's networks. */
export function resolveAddress(engine: Engine, sandbox: Sandbox, ip: Ip): string | undefined {
  const { controller } = engine;
  for (const own of endpointsOf(controller, sandbox)) {
    const network = controller.networks.get(own.network)!;
    const record =
      network.scope === 'swarm' && !network.ingress ? recordAt(engine, network.id, ip) : undefined;
    if (record !== undefined) return `${record.name}.${network.name}.`;
    for (const endpoint of controller.endpoints.values()) {
      if (endpoint.network !== network.id || endpoint.names.length === 0) continue;
      if (endpoint.ipv4?.ip === ip || endpoint.ipv6?.ip === ip)
        return `${endpoint.names[0]}.${network.name}.`;
    }
  }
  return undefined;
}
