import { cidrFamily, contains, isDefault } from '../../../../address/cidr.ts';
import type { Family } from '../../../../address/ip.ts';
import { setSysctl } from '../../../../kernel/sysctls.ts';
import type { World } from '../../../../world.ts';
import type { Engine } from '../../../engine.ts';
import { hostRoot } from '../../host.ts';
import type { DriverNetwork, NetworkDraft, Subnet } from '../../network.ts';
import { done, forbidden, internal, invalid, type Result } from '../../result.ts';
import { bridgeConflict } from './bridge-conflict.ts';
import { bringUp, ensureDevice, setIpv4, setIpv6 } from './bridge-device.ts';
import { firewallOf, forEachFamily } from './bridge-firewall.ts';
import type { BridgeAddress, BridgeNetwork } from './bridge-network.ts';
import { bridgeOptions } from './bridge-options.ts';

/** Makes a bridge network's device, addresses and rules; what is there already stays. */
export function createBridgeNetwork(
  world: World,
  engine: Engine,
  network: NetworkDraft,
): Result<DriverNetwork> {
  const options = bridgeOptions(network);
  if (!options.ok) return options;
  const ipv4 = addressOf(network, 4);
  if (!ipv4.ok) return ipv4;
  const ipv6 = addressOf(network, 6);
  if (!ipv6.ok) return ipv6;
  if (ipv4.value === undefined || isDefault(ipv4.value.subnet)) return invalid('ipv4 pool is empty');
  const plan = {
    ...options.value,
    ipv4: ipv4.value,
    ...(ipv6.value !== undefined && { ipv6: ipv6.value }),
  };
  const conflict = bridgeConflict(engine, network, plan);
  if (conflict) return conflict;
  if (!plan.icc && engine.config.iptables && !hasBridgeNetfilter(world, engine))
    return internal(
      'cannot restrict inter-container communication: please ensure that br_netfilter kernel module is loaded',
    );
  const device = ensureDevice(world, engine, plan);
  if (!device.ok) return device;
  const bridge: BridgeNetwork = { ...plan, link: device.value.device.id, madeDevice: device.value.made };
  if (!plan.inhibitIpv4) setIpv4(world, device.value.device, plan.ipv4);
  if (plan.ipv6) setIpv6(world, device.value.device, plan.ipv6);
  setForwarding(world, engine, bridge);
  const faults: string[] = [];
  forEachFamily(world, engine, network, bridge, (context, rules) => {
    const fault = firewallOf(engine).networkFault(context, rules);
    if (fault === undefined) firewallOf(engine).addNetwork(context, rules);
    else faults.push(fault);
  });
  // The device stays behind, down, as dockerd leaves it.
  if (faults[0] !== undefined) return internal(faults[0]);
  bringUp(world, device.value.device);
  return done({ kind: 'bridge', bridge });
}

const AUXILIARY_GATEWAY = { 4: 'DefaultGatewayIPv4', 6: 'DefaultGatewayIPv6' } as const;

/** The network's subnet of a family; a bridge has one of each at most. */
function addressOf(network: NetworkDraft, family: Family): Result<BridgeAddress | undefined> {
  const subnets = network.subnets.filter(({ block }) => cidrFamily(block) === family);
  if (subnets.length > 1) return forbidden("bridge driver doesn't support multiple subnets");
  const [subnet] = subnets;
  if (subnet?.gateway === undefined) return done(undefined);
  const gateway = subnet.auxiliary.get(AUXILIARY_GATEWAY[family]) ?? subnet.gateway;
  if (!contains(subnet.block, gateway)) return invalid('default gateway ip must be part of the network');
  return done({ subnet: (subnet as Subnet).block, ip: subnet.gateway, gateway });
}

const hasBridgeNetfilter = (world: World, engine: Engine): boolean =>
  world.kernel.machines.get(engine.host)!.features.brNetfilter;

/** IPv6 is forwarded once a bridge speaks it; without docker-proxy 127.0.0.0/8 must be routable to containers. */
function setForwarding(world: World, { host, config }: Engine, bridge: BridgeNetwork): void {
  const root = hostRoot(world, host);
  if (config.ipForward && bridge.ipv6)
    for (const which of ['default', 'all'])
      setSysctl(world.kernel, root, `net.ipv6.conf.${which}.forwarding`, '1');
  if (!config.userlandProxy)
    setSysctl(world.kernel, root, `net.ipv4.conf.${bridge.name}.route_localnet`, '1');
}
