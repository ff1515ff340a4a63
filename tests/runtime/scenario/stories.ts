import type { Action, Attachment, ContainerSpec, NetworkSpec } from '../../../compiler/ir/action.ts';
import type { Claim, ClaimBody, Ports, Who } from '../../../compiler/ir/claim.ts';
import type { Item, Scenario } from '../../../compiler/ir/ir.ts';
import type { Host, Segment, Surroundings } from '../../../compiler/ir/surroundings.ts';
import type { Verdict } from '../../../runtime/scenario/judge/verdict.ts';
import type { ItemResult } from '../../../runtime/scenario/result.ts';
import { type RunOptions, runScenario } from '../../../runtime/scenario/run.ts';

/** Hand-made scenarios in the form of the IR, for tests that need no parser. */

const origin = { file: 'story.dnet', start: 0, end: 1 };

export const lan: Segment = { name: 'lan', subnet: '192.168.1.0/24', gateway: '192.168.1.1', uplink: true };

const machine = (name: string, address: string) => ({
  name,
  interfaces: [{ name: 'eth0', segment: 'lan', addresses: [address] }],
  routes: [],
  processes: [],
  sysctls: {},
  firewall: [],
});

export const host = (name = 'h1', address = '192.168.1.31/24', more: Partial<Host> = {}): Host => ({
  ...machine(name, address),
  kind: 'host',
  platform: 'linux',
  daemon: {},
  features: {},
  ...more,
});

export const surroundings = (more: Partial<Surroundings> = {}): Surroundings => ({
  segments: [lan],
  hosts: [host()],
  clients: [{ ...machine('outside', '192.168.1.100/24'), kind: 'client' }],
  images: [],
  ...more,
});

export const attach = (network: string, more: Partial<Attachment> = {}): Attachment => ({
  network,
  aliases: [],
  links: [],
  driverOptions: {},
  origin,
  ...more,
});

export const containerSpec = (name: string, more: Partial<ContainerSpec> = {}): ContainerSpec => ({
  name,
  image: 'nginx',
  command: [],
  attachments: [],
  publish: [],
  publishAll: false,
  expose: [],
  links: [],
  dns: [],
  dnsSearch: [],
  dnsOptions: [],
  extraHosts: [],
  environment: [],
  labels: {},
  sysctls: {},
  origin,
  ...more,
});

export const networkSpec = (name: string, more: Partial<NetworkSpec> = {}): NetworkSpec => ({
  name,
  subnets: [],
  internal: false,
  attachable: false,
  ipv6: false,
  options: {},
  labels: {},
  origin,
  ...more,
});

export const act = (action: Action): Item => ({ kind: 'do', action, origin });
export const network = (name: string, more: Partial<NetworkSpec> = {}): Item =>
  act({ kind: 'create-network', host: 'h1', network: networkSpec(name, more) });
/** A container on some networks; more of its options after them. */
export const container = (
  name: string,
  networks: readonly string[] = [],
  more: Partial<ContainerSpec> = {},
): Item =>
  act({
    kind: 'run-container',
    host: 'h1',
    container: containerSpec(name, { attachments: networks.map((n) => attach(n)), ...more }),
    start: true,
  });

export const who = (name: string): Who => {
  if (name === 'internet' || name === 'localhost') return { kind: name };
  if (name === 'h1' || name === 'h2') return { kind: 'host', name };
  if (name === 'outside') return { kind: 'client', name };
  return /^[\d.]+$/.test(name) ? { kind: 'address', address: name } : { kind: 'container', name };
};

export const port = (number: number, protocol: 'tcp' | 'udp' = 'tcp'): Ports => ({
  kind: 'port',
  port: number,
  protocol,
});
export const LISTENED: Ports = { kind: 'listened' };

export const claimOf = (body: ClaimBody, more: Partial<Claim> = {}): Claim =>
  ({ ...body, text: body.kind, when: { kind: 'now' }, origin, ...more }) as Claim;
export const claim = (body: ClaimBody, more: Partial<Claim> = {}): Item => ({
  kind: 'claim',
  claim: claimOf(body, more),
  origin,
});

type Reach = Extract<ClaimBody, { kind: 'reach' }>;
export const reach = (
  from: string,
  to: string,
  ports: Ports = LISTENED,
  more: Partial<Reach> = {},
): ClaimBody => ({
  kind: 'reach',
  from: who(from),
  to: who(to),
  port: ports,
  byName: false,
  holds: true,
  ...more,
});
export const noReach = (
  from: string,
  to: string,
  ports: Ports = LISTENED,
  more: Partial<Reach> = {},
): ClaimBody => reach(from, to, ports, { holds: false, ...more });

export const step = (name: string, items: readonly Item[], failsWith?: string): Item => ({
  kind: 'step',
  name,
  items,
  origin,
  ...(failsWith !== undefined && { failsWith }),
});

export const scenario = (story: readonly Item[], around: Surroundings = surroundings()): Scenario => ({
  kind: 'scenario',
  name: 'a story',
  shows: [],
  surroundings: around,
  story,
  origin,
});

export const play = (story: readonly Item[], around?: Surroundings, options: RunOptions = {}) =>
  runScenario(scenario(story, around), options);

const verdictsIn = (item: ItemResult): readonly Verdict[] => {
  if (item.kind === 'claim') return [item.verdict];
  return item.kind === 'step' ? item.items.flatMap(verdictsIn) : [];
};

/** The verdicts of a story's claims in order: `held`, or the kind and the diagnostic's code and message. */
export const verdicts = (
  story: readonly Item[],
  around?: Surroundings,
  options?: RunOptions,
): readonly string[] => {
  const result = play(story, around, options);
  const wrong = result.items.flatMap((item) =>
    item.kind === 'do' && item.diagnostic ? [item.diagnostic.message] : [],
  );
  if (wrong.length > 0 || result.diagnostics.length > 0)
    return [...result.diagnostics.map(({ message }) => message), ...wrong];
  return result.items
    .flatMap(verdictsIn)
    .map((verdict) =>
      !('diagnostic' in verdict)
        ? 'held'
        : `${verdict.kind} ${verdict.diagnostic.code}: ${verdict.diagnostic.message}`,
    );
};
