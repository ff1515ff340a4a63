import { diagnose } from '../../diagnostics/diagnostic.ts';
import { type Address, contains, parseAddress, parseCidr } from '../addresses.ts';
import { declaredSubnets } from './check-networks.ts';
import type { ComposeAttachment, ComposeProject, ComposeService, Located, Pair } from './project.ts';
import type { Report } from './yaml.ts';

/** Addresses and subnets are well-formed, and a static address lies in a subnet that the network declares. */
export function checkAddresses(project: ComposeProject, report: Report): void {
  for (const service of project.services) {
    for (const attachment of service.networks) checkStatic(project, service, attachment, report);
    for (const server of service.dns) {
      if (parseAddress(server.value) !== undefined) continue;
      report(diagnose('E3048', { service: service.name, text: server.value }, server.origin));
    }
  }
  for (const { key, ipam } of project.networks) {
    for (const pool of ipam.config) {
      const path = `networks.${key}.ipam.config`;
      wellFormedSubnet(pool.subnet, `${path}.subnet`, report);
      wellFormedSubnet(pool.ipRange, `${path}.ip_range`, report);
      wellFormed(pool.gateway, `${path}.gateway`, report);
      for (const aux of pool.auxAddresses) wellFormed(aux, `${path}.aux_addresses`, report);
    }
  }
}

function wellFormed(
  text: Located<string> | Pair | undefined,
  path: string,
  report: Report,
): Address | undefined {
  if (text === undefined) return undefined;
  const address = parseAddress(text.value);
  const params = { path, text: text.value, expected: 'an IP address' };
  if (address === undefined) report(diagnose('E3042', params, text.origin));
  return address;
}

function wellFormedSubnet(text: Located<string> | undefined, path: string, report: Report): void {
  if (text === undefined || parseCidr(text.value) !== undefined) return;
  const expected = 'a subnet such as 10.0.0.0/24';
  report(diagnose('E3042', { path, text: text.value, expected }, text.origin));
}

function checkStatic(
  project: ComposeProject,
  { name }: ComposeService,
  { network, ipv4Address, ipv6Address, linkLocalIps }: ComposeAttachment,
  report: Report,
): void {
  const path = `services.${name}.networks.${network}`;
  for (const local of linkLocalIps) wellFormed(local, `${path}.link_local_ips`, report);
  const subnets = declaredSubnets(project, network);
  const wanted = [
    { text: ipv4Address, key: 'ipv4_address' },
    { text: ipv6Address, key: 'ipv6_address' },
  ];
  for (const { text, key } of wanted) {
    const address = wellFormed(text, `${path}.${key}`, report);
    if (text === undefined || address === undefined || subnets === undefined) continue;
    const problem = misfit(address, subnets);
    if (problem === undefined) continue;
    const params = { service: name, address: text.value, network, problem };
    report(diagnose('E3043', params, text.origin, { notes: subnets.length === 0 ? [NO_SUBNET] : [] }));
  }
}

/** The engine's words; captured on engine 20.10 and 26.1. */
const NO_SUBNET =
  'user specified IP address is supported only when connecting to networks with user configured subnets';

/** Why a network with these subnets cannot give the address. Malformed subnets are somebody else's complaint. */
function misfit(address: Address, subnets: readonly string[]): string | undefined {
  if (subnets.length === 0) return 'whose subnet is not given';
  const pools = subnets.flatMap((subnet) => parseCidr(subnet) ?? []);
  const fits = pools.length === 0 || pools.some((pool) => contains(pool, address));
  return fits ? undefined : `whose subnet is ${subnets.join(' and ')}`;
}
