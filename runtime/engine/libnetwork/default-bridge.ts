import { cidr, formatCidr, networkOf, parseCidr } from '../../address/cidr.ts';
import { addToIp, familyOf, formatIp, parseIp } from '../../address/ip.ts';
import { linkByName } from '../../kernel/links.ts';
import type { World } from '../../world.ts';
import { type Engine, versionOf } from '../engine.ts';
import { hostRoot } from './host.ts';
import { overlapsHost } from './ipam/host-overlap.ts';
import type { NetworkSpec, SubnetSpec } from './network.ts';
import { done, internal, type Result } from './result.ts';

export const DEFAULT_DEVICE = 'docker0';

/** The default bridge as the daemon's options want it (moby daemon_unix.go initBridgeDriver). */
export function defaultBridgeSpec(world: World, engine: Engine): Result<NetworkSpec> {
  const { config } = engine;
  const device = config.bridge ?? DEFAULT_DEVICE;
  const ipv4 = ipv4Subnet(world, engine, device);
  if (!ipv4.ok) return ipv4;
  const ipv6 = ipv6Subnet(engine);
  return done({
    name: 'bridge',
    driver: 'bridge',
    enableIpv6: config.ipv6,
    ipam: [ipv4.value, ...(ipv6 ? [ipv6] : [])],
    options: {
      'com.docker.network.bridge.default_bridge': 'true',
      'com.docker.network.bridge.enable_icc': String(config.icc),
      'com.docker.network.bridge.enable_ip_masquerade': String(config.ipMasq && config.iptables),
      'com.docker.network.bridge.host_binding_ipv4': config.ip,
      'com.docker.network.bridge.name': device,
      'com.docker.network.driver.mtu': String(config.mtu),
    },
  });
}

/** `bip`, else what the device has from before, else the first built-in pool that hides nothing from the host. */
function ipv4Subnet(world: World, engine: Engine, device: string): Result<SubnetSpec> {
  const { bip, fixedCidr, defaultGateway } = engine.config;
  const common = {
    ...(fixedCidr !== undefined && { ipRange: fixedCidr }),
    ...(defaultGateway !== undefined && { auxiliary: { DefaultGatewayIPv4: defaultGateway } }),
  };
  if (bip !== undefined) {
    const block = bip.includes('/') ? parseCidr(bip) : undefined;
    if (block === undefined) return internal(`invalid CIDR address: ${bip}`);
    return done({ subnet: formatCidr(block), gateway: bip.slice(0, bip.indexOf('/')), ...common });
  }
  const elected = addressOfDevice(world, engine.host, device) ?? freePool(world, engine);
  return done({ ...elected, ...common });
}

function addressOfDevice(world: World, host: string, device: string): SubnetSpec | undefined {
  const link = linkByName(world.kernel, hostRoot(world, host), device);
  const address = link?.addresses.find(({ ip }) => familyOf(ip) === 4);
  if (address === undefined) return undefined;
  const { ip, length } = address;
  return { subnet: formatCidr(cidr(ip, length)), gateway: formatIp(ip) };
}

function freePool(world: World, engine: Engine): SubnetSpec {
  const avoid = overlapsHost(world, engine.host);
  const block = engine.controller.ipam.predefined.find((pool) => !avoid(pool));
  if (block === undefined) return {};
  const named = versionOf(engine).libnetwork.defaultBridgeNamesGateway;
  return { subnet: formatCidr(block), ...(named && { gateway: formatIp(addToIp(block.base, 1)) }) };
}

function ipv6Subnet({ config }: Engine): SubnetSpec | undefined {
  const { ipv6, fixedCidrV6, defaultGatewayV6 } = config;
  if (!ipv6 || fixedCidrV6 === undefined) return undefined;
  const ip = parseIp(fixedCidrV6.split('/')[0] ?? '');
  const length = Number(fixedCidrV6.split('/')[1] ?? 64);
  if (ip === undefined) return undefined;
  return {
    subnet: formatCidr({ base: networkOf(ip, length), length }),
    ...(defaultGatewayV6 !== undefined && { auxiliary: { DefaultGatewayIPv6: defaultGatewayV6 } }),
  };
}
