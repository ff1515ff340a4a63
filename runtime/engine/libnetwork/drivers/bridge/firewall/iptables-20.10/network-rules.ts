import { append, appendOnce, exists, insertOnce, type PlacedRule, remove } from '../edit-rules.ts';
import type { FirewallContext, FirewallNetwork } from '../firewall.ts';
import {
  ACCEPT,
  DROP,
  destination,
  establishedOrRelated,
  fromType,
  inInterface,
  jump,
  MASQUERADE,
  not,
  outInterface,
  RETURN,
  source,
} from '../matches.ts';
import { DOCKER, natJumps, putIsolationFirst, STAGE_1, STAGE_2 } from './chains.ts';

/** What a network's rules are for, as traces say it. */
const originOf = (network: FirewallNetwork, what: string): NonNullable<PlacedRule['origin']> => ({
  by: 'engine',
  why: `${what} of network ${network.name}`,
  ...(network.origin && { span: network.origin }),
});

/** The rules that let a network out, and tell its published ports; in the order in which they are inserted. */
export function addNetwork(context: FirewallContext, network: FirewallNetwork): void {
  if (network.internal) {
    for (const rule of internalRules(network)) insertOnce(context, rule);
    setIcc(context, network);
    putIsolationFirst(context);
    return;
  }
  for (const rule of addressRules(context, network)) insertOnce(context, rule);
  setIcc(context, network);
  insertOnce(context, outgoingRule(network));
  for (const rule of natJumps(context)) appendOnce(context, rule);
  for (const rule of incomingRules(network)) insertOnce(context, rule);
  putIsolationFirst(context);
  for (const rule of isolationRules(network)) insertOnce(context, rule);
}

/** Takes a network's rules away; the jumps that all networks share stay. */
export function removeNetwork(context: FirewallContext, network: FirewallNetwork): void {
  const rules = network.internal
    ? internalRules(network)
    : [
        ...addressRules(context, network),
        outgoingRule(network),
        ...incomingRules(network),
        ...isolationRules(network),
      ];
  for (const rule of [...rules, iccRule(network)]) remove(context, rule);
}

/** What rewrites addresses: containers go out with the host's, and their own way to published ports is docker-proxy. */
function addressRules(context: FirewallContext, network: FirewallNetwork): PlacedRule[] {
  const { bridge, subnet, hostAddress } = network;
  const target: PlacedRule['target'] =
    hostAddress === undefined ? MASQUERADE : { kind: 'snat', to: hostAddress };
  const rules: PlacedRule[] = [];
  if (network.masquerade)
    rules.push({
      table: 'nat',
      chain: 'POSTROUTING',
      matches: [source(subnet), not(outInterface(bridge))],
      target,
      origin: originOf(network, 'masquerading'),
    });
  if (network.masquerade && context.userlandProxy)
    rules.push({
      table: 'nat',
      chain: DOCKER,
      matches: [inInterface(bridge)],
      target: RETURN,
      origin: originOf(network, 'docker-proxy serves the containers'),
    });
  if (!context.userlandProxy)
    rules.push({
      table: 'nat',
      chain: 'POSTROUTING',
      matches: [outInterface(bridge), fromType('LOCAL')],
      target,
      origin: originOf(network, 'masquerading of the host itself towards containers'),
    });
  return rules;
}

const outgoingRule = (network: FirewallNetwork): PlacedRule => ({
  table: 'filter',
  chain: 'FORWARD',
  matches: [inInterface(network.bridge), not(outInterface(network.bridge))],
  target: ACCEPT,
  origin: originOf(network, 'outgoing traffic'),
});

const incomingRules = (network: FirewallNetwork): PlacedRule[] => [
  {
    table: 'filter',
    chain: 'FORWARD',
    matches: [outInterface(network.bridge)],
    target: jump(DOCKER),
    origin: originOf(network, 'published ports'),
  },
  {
    table: 'filter',
    chain: 'FORWARD',
    matches: [outInterface(network.bridge), establishedOrRelated],
    target: ACCEPT,
    origin: originOf(network, 'answers to connections'),
  },
];

const isolationRules = (network: FirewallNetwork): PlacedRule[] => [
  {
    table: 'filter',
    chain: STAGE_1,
    matches: [inInterface(network.bridge), not(outInterface(network.bridge))],
    target: jump(STAGE_2),
    origin: originOf(network, 'isolation'),
  },
  {
    table: 'filter',
    chain: STAGE_2,
    matches: [outInterface(network.bridge)],
    target: DROP,
    origin: originOf(network, 'isolation'),
  },
];

/** Nothing enters or leaves an internal network. */
const internalRules = (network: FirewallNetwork): PlacedRule[] => [
  {
    table: 'filter',
    chain: STAGE_1,
    matches: [not(destination(network.subnet)), inInterface(network.bridge)],
    target: DROP,
    origin: originOf(network, 'closedness (internal)'),
  },
  {
    table: 'filter',
    chain: STAGE_1,
    matches: [not(source(network.subnet)), outInterface(network.bridge)],
    target: DROP,
    origin: originOf(network, 'closedness (internal)'),
  },
];

const iccRule = (network: FirewallNetwork): PlacedRule => ({
  table: 'filter',
  chain: 'FORWARD',
  matches: [inInterface(network.bridge), outInterface(network.bridge)],
  target: network.icc ? ACCEPT : DROP,
  origin: originOf(
    network,
    network.icc ? 'traffic between containers' : 'no traffic between containers (icc)',
  ),
});

/** Accepting stands at the head of FORWARD, dropping at its end. */
function setIcc(context: FirewallContext, network: FirewallNetwork): void {
  remove(context, iccRule({ ...network, icc: !network.icc }));
  const rule = iccRule(network);
  if (network.icc) insertOnce(context, rule);
  else if (!exists(context, rule)) append(context, rule);
}
