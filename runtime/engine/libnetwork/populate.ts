import { cidr } from '../../address/cidr.ts';
import { familyOf, type Ip } from '../../address/ip.ts';
import type { LinkId } from '../../kernel/kernel.ts';
import { addAddress, moveLink, renameLink, setDown, setUp } from '../../kernel/links.ts';
import { addRoute, deleteRoute } from '../../kernel/routes.ts';
import { setSysctl } from '../../kernel/sysctls.ts';
import type { World } from '../../world.ts';
import type { Engine } from '../engine.ts';
import type { Endpoint } from './endpoint.ts';
import { endpointsOf, gatewayEndpoint } from './endpoint-order.ts';
import { hostRoot } from './host.ts';
import { startResolver } from './resolver/start-resolver.ts';
import type { Sandbox } from './sandbox.ts';

const ALL_IPV4 = cidr(0, 0);
const ALL_IPV6 = cidr(0n, 0);

/** A sandbox whose process starts: every joined endpoint gets its interface, the way out first. */
export function startSandbox(world: World, engine: Engine, id: string): void {
  const sandbox = engine.controller.sandboxes.get(id);
  if (sandbox === undefined || sandbox.started) return;
  sandbox.started = true;
  for (const endpoint of endpointsOf(engine.controller, sandbox)) populate(world, engine, sandbox, endpoint);
}

/** Puts an endpoint's device into the namespace, names it, gives it addresses and, where it is the way out, routes. */
export function populate(world: World, engine: Engine, sandbox: Sandbox, endpoint: Endpoint): void {
  if (endpoint.names.length > 0) startResolver(world, engine, sandbox);
  const { device, attachment } = endpoint;
  if (device === undefined || attachment === undefined) return;
  attachment.name = `${attachment.prefix}${sandbox.nextInterface++}`;
  moveLink(world.kernel, device.link, sandbox.netns);
  renameLink(world.kernel, device.link, attachment.name);
  switchIpv6(world, sandbox, endpoint, attachment.name);
  for (const address of addressesOf(endpoint)) addAddress(world.kernel, device.link, address);
  setUp(world.kernel, device.link);
  if (attachment.defaultByDevice) addDeviceRoutes(world, sandbox, endpoint, device.link);
  if (gatewayEndpoint(engine.controller, sandbox) === endpoint) moveDefaultRoutes(world, sandbox, endpoint);
}

const HOST_LENGTH = { 4: 32, 6: 128 } as const;

const addressesOf = ({ ipv4, ipv6, linkLocal }: Endpoint) => [
  ...(ipv4 ? [ipv4] : []),
  ...(ipv6 ? [{ ...ipv6, noDad: true }] : []),
  ...linkLocal.map((ip) => ({ ip, length: HOST_LENGTH[familyOf(ip)] })),
];

/** IPv6 is off on interfaces without an IPv6 address; the first one that has one switches it on for `lo` too. */
function switchIpv6(world: World, { netns }: Sandbox, { ipv6 }: Endpoint, name: string): void {
  const disable = (link: string, value: string): boolean =>
    setSysctl(world.kernel, netns, `net.ipv6.conf.${link}.disable_ipv6`, value);
  disable(name, ipv6 === undefined ? '1' : '0');
  if (ipv6 !== undefined) disable('lo', '0');
}

function addDeviceRoutes(world: World, { netns }: Sandbox, { ipv4, ipv6 }: Endpoint, link: LinkId): void {
  if (ipv4) addRoute(world.kernel, netns, { destination: ALL_IPV4, link });
  if (ipv6) addRoute(world.kernel, netns, { destination: ALL_IPV6, link });
}

/** The default routes lead through this endpoint's gateways from now on. */
function moveDefaultRoutes(world: World, { netns }: Sandbox, { attachment, device }: Endpoint): void {
  for (const [destination, via] of [
    [ALL_IPV4, attachment?.gateway],
    [ALL_IPV6, attachment?.gateway6],
  ] as const) {
    while (deleteRoute(world.kernel, netns, { destination, protocol: 'boot' }).ok);
    if (via !== undefined && device !== undefined)
      addRoute(world.kernel, netns, { destination, via: via as Ip, link: device.link });
  }
}

/** Takes an endpoint's device back into the host's namespace; the default routes move on to the next way out. */
export function withdraw(world: World, engine: Engine, sandbox: Sandbox, { device }: Endpoint): void {
  if (device !== undefined && world.kernel.links.get(device.link)?.netns === sandbox.netns) {
    setDown(world.kernel, device.link);
    // Renamed before it moves, since the host has an `eth0` of its own (libnetwork osl/interface_linux.go).
    renameLink(world.kernel, device.link, device.hostName);
    moveLink(world.kernel, device.link, hostRoot(world, engine.host));
  }
  if (!sandbox.started) return;
  const next = gatewayEndpoint(engine.controller, sandbox);
  if (next !== undefined) moveDefaultRoutes(world, sandbox, next);
}
