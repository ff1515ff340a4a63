import { hostCidr } from '../../../address/cidr.ts';
import { parseIp } from '../../../address/ip.ts';
import { netnsOf } from '../../../kernel/links.ts';
import {
  appendRule,
  flushChain,
  insertRule,
  newChain,
  ruleExists,
  rulesetOf,
} from '../../../kernel/netfilter/edit.ts';
import type { Match, Rule, RuleOrigin } from '../../../kernel/netfilter/rule.ts';
import { listen } from '../../../kernel/sockets.ts';
import type { World } from '../../../world.ts';
import type { Engine } from '../../engine.ts';
import { pointAtResolver, RESOLVER_ADDRESS } from '../files/resolv-conf.ts';
import type { Sandbox } from '../sandbox.ts';

const ADDRESS = parseIp(RESOLVER_ADDRESS)!;
const DNS_PORT = 53;
const OUTPUT = 'DOCKER_OUTPUT';
const POSTROUTING = 'DOCKER_POSTROUTING';
const TRANSPORTS = ['udp', 'tcp'] as const;

/** Starts the engine's resolver in a sandbox, once: sockets on ports at random, and rules that lead port 53 there. */
export function startResolver(world: World, engine: Engine, sandbox: Sandbox): void {
  if (sandbox.resolver !== undefined) return;
  const conf = pointAtResolver(world, engine, sandbox);
  const [udp, tcp] = TRANSPORTS.map((transport) => open(world, sandbox, transport));
  sandbox.resolver = {
    udpPort: udp!.port,
    tcpPort: tcp!.port,
    sockets: [udp!.id, tcp!.id],
    ...conf,
  };
  world.dnsServers.set(sandbox.id, {
    kind: 'embedded',
    host: engine.host,
    container: sandbox.container,
    sandbox: sandbox.id,
  });
  redirect(world, sandbox, { udp: udp!.port, tcp: tcp!.port });
}

/** dockerd itself serves; in a namespace of its own making nobody else has the port. */
function open(world: World, { netns, id }: Sandbox, transport: (typeof TRANSPORTS)[number]) {
  const opened = listen(world.kernel, netns, {
    transport,
    address: ADDRESS,
    port: 0,
    process: { name: 'dockerd', pid: 1 },
    service: { kind: 'dns', server: id },
  });
  if (!opened.ok) throw new Error(`resolver of ${id}: ${opened.error}`);
  return opened.socket;
}

const toResolver: Match = { kind: 'destination', block: hostCidr(ADDRESS) };
const fromResolver: Match = { kind: 'source', block: hostCidr(ADDRESS) };
const origin: RuleOrigin = { by: 'engine', why: 'the embedded resolver' };
const single = (port: number) => ({ first: port, last: port });

/** The rules of libnetwork's resolver_unix.go: port 53 is a socket's port on the way there, and 53 again on the way back. */
function redirect(
  world: World,
  { netns }: Sandbox,
  ports: { readonly udp: number; readonly tcp: number },
): void {
  const { kernel } = world;
  const rules = rulesetOf(netnsOf(kernel, netns), 4);
  for (const [hook, chain] of [
    ['OUTPUT', OUTPUT],
    ['POSTROUTING', POSTROUTING],
  ] as const) {
    newChain(kernel, rules, 'nat', chain);
    flushChain(kernel, rules, 'nat', chain);
    const rule: Rule = { matches: [toResolver], target: { kind: 'jump', chain }, origin };
    if (!ruleExists(kernel, rules, 'nat', hook, rule).ok) appendRule(kernel, rules, 'nat', hook, rule);
  }
  for (const protocol of TRANSPORTS) {
    const port = ports[protocol];
    const common: Match = { kind: 'protocol', protocol };
    insertRule(kernel, rules, 'nat', OUTPUT, {
      matches: [toResolver, common, { kind: 'destination-port', protocol, ports: single(DNS_PORT) }],
      target: { kind: 'dnat', to: ADDRESS, port: single(port) },
      origin,
    });
    insertRule(kernel, rules, 'nat', POSTROUTING, {
      matches: [fromResolver, common, { kind: 'source-port', protocol, ports: single(port) }],
      target: { kind: 'snat', port: single(DNS_PORT) },
      origin,
    });
  }
}
