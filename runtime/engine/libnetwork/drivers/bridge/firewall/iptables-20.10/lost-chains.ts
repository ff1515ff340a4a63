import { formatIp, isUnspecified } from '../../../../../../address/ip.ts';
import { rulesOf } from '../edit-rules.ts';
import type { FirewallContext, FirewallNetwork, FirewallPort } from '../firewall.ts';
import { DOCKER } from './chains.ts';

const NO_CHAIN = 'No chain/target/match by that name.';

/** Somebody flushed the nat table: dockerd makes its chain only when it starts. */
const natChainIsLost = (context: FirewallContext): boolean =>
  !rulesOf(context).tables.get('nat')?.chains.has(DOCKER);

const failed = ({ family }: FirewallContext, command: string): string => {
  const program = family === 4 ? 'iptables' : 'ip6tables';
  return ` (iptables failed: ${program} --wait -t nat ${command}: ${program}: ${NO_CHAIN}\n (exit status 1))`;
};

/** Why a port cannot be published, in dockerd's words (captured on 20.10). */
export function portFault(context: FirewallContext, bridge: string, port: FirewallPort): string | undefined {
  if (!natChainIsLost(context)) return undefined;
  const host = isUnspecified(port.hostIp) ? '0/0' : formatIp(port.hostIp);
  const notFrom = context.userlandProxy ? ` ! -i ${bridge}` : '';
  return failed(
    context,
    `-A ${DOCKER} -p ${port.protocol} -d ${host} --dport ${port.hostPort} -j DNAT --to-destination ${formatIp(port.containerIp)}:${port.containerPort}${notFrom}`,
  );
}

/** Why a network cannot be made. */
export function networkFault(context: FirewallContext, network: FirewallNetwork): string | undefined {
  const { bridge, internal, masquerade } = network;
  if (internal || !masquerade || !context.userlandProxy || !natChainIsLost(context)) return undefined;
  const command = failed(context, `-I ${DOCKER} -i ${bridge} -j RETURN`);
  return `Failed to Setup IP tables: Unable to enable SKIP DNAT rule: ${command}`;
}
