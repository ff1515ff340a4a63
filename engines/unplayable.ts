import type { Scenario } from '../compiler/ir/ir.ts';
import type { Host } from '../compiler/ir/surroundings.ts';
import { formatIp } from '../runtime/address/ip.ts';
import { resolveVersion } from '../runtime/engine/versions/versions.ts';
import { isUnknown, machineParty } from '../runtime/scenario/party.ts';
import type { World } from '../runtime/world.ts';
import { type EngineHosts, engineFor } from './engine-hosts.ts';

/** Why real machines cannot be made into what a scenario is about; undefined when they can. */
export function whyUnplayable({ surroundings }: Scenario, engineHosts: EngineHosts): string | undefined {
  const { hosts, segments } = surroundings;
  const { dedicated, clients } = engineHosts;
  if (segments.length > 1) return 'it has several LANs, and real machines are on one';
  const missing = hosts.find(({ name }) => engineFor(engineHosts, surroundings, name) === undefined);
  if (missing !== undefined)
    return `no engine stands for \`${missing.name}\`: say --host ${missing.name}=unix://...`;
  for (const host of hosts) {
    const { version } = engineFor(engineHosts, surroundings, host.name)!;
    const why = whyNoHost(host, version.Version, dedicated);
    if (why !== undefined) return why;
  }
  if (surroundings.clients.some(({ name }) => !clients.has(name) && !clients.has('*')))
    return `no machine stands for \`${surroundings.clients[0]!.name}\`: say --client ${surroundings.clients[0]!.name}=/run/netns/NAME`;
  return undefined;
}

function whyNoHost(host: Host, version: string, dedicated: boolean): string | undefined {
  if (host.platform === 'desktop') return `\`${host.name}\` is a computer with Docker Desktop`;
  if (host.engine !== undefined && resolveVersion(host.engine)?.name !== resolveVersion(version)?.name)
    return `\`${host.name}\` wants engine ${host.engine}, and this one is ${version}`;
  if (Object.keys(host.daemon).length > 0)
    return `\`${host.name}\` wants options of its daemon, which the API does not set`;
  if (Object.keys(host.features).length > 0) return `\`${host.name}\` wants a kernel with other features`;
  if (Object.keys(host.sysctls).length > 0) return `\`${host.name}\` wants kernel settings of its own`;
  if (host.resolvConf !== undefined || host.hostsFile !== undefined)
    return `\`${host.name}\` wants files of its own`;
  if (host.routes.length > 0) return `\`${host.name}\` wants routes of its own`;
  if (host.firewall.length > 0 && !dedicated) return `\`${host.name}\` wants a firewall of its own`;
  return undefined;
}

/** The addresses that a scenario gives its machines and the real ones do not have. */
export function otherAddresses({ surroundings }: Scenario, world: World): readonly string[] {
  return [...surroundings.hosts, ...surroundings.clients].flatMap(({ name, interfaces }) => {
    const party = machineParty(world, name);
    const real = isUnknown(party) ? [] : party.addresses.map(formatIp);
    return interfaces
      .flatMap(({ addresses }) => addresses.map((text) => text.split('/')[0]!))
      .filter((ip) => !real.includes(ip));
  });
}
