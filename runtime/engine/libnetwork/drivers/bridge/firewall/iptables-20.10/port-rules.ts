import { hostCidr } from '../../../../../../address/cidr.ts';
import { familyOf, isUnspecified } from '../../../../../../address/ip.ts';
import { ensureTable } from '../../../../../../kernel/netfilter/edit.ts';
import { appendOnce, type PlacedRule, remove, rulesOf } from '../edit-rules.ts';
import type { FirewallContext, FirewallLink, FirewallPort } from '../firewall.ts';
import {
  ACCEPT,
  destination,
  destinationPort,
  inInterface,
  MASQUERADE,
  not,
  outInterface,
  protocol,
  source,
  sourcePort,
} from '../matches.ts';
import { DOCKER } from './chains.ts';

/** A published port: its translation, its way through FORWARD, and a container's way to itself. */
function portRules(context: FirewallContext, bridge: string, port: FirewallPort): PlacedRule[] {
  const { protocol: transport, hostIp, hostPort, containerIp, containerPort } = port;
  const host = isUnspecified(hostIp) ? [] : [destination(hostCidr(hostIp))];
  const outside = context.userlandProxy ? [not(inInterface(bridge))] : [];
  const container = hostCidr(containerIp);
  const why = `published port ${hostPort}/${transport} of ${port.container}`;
  const origin = { by: 'engine', why, ...(port.origin && { span: port.origin }) } as const;
  const rules: PlacedRule[] = [
    {
      table: 'nat',
      chain: DOCKER,
      matches: [...host, ...outside, protocol(transport), destinationPort(transport, hostPort)],
      target: { kind: 'dnat', to: containerIp, port: { first: containerPort, last: containerPort } },
      origin,
    },
    {
      table: 'filter',
      chain: DOCKER,
      matches: [
        destination(container),
        not(inInterface(bridge)),
        outInterface(bridge),
        protocol(transport),
        destinationPort(transport, containerPort),
      ],
      target: ACCEPT,
      origin,
    },
    {
      table: 'nat',
      chain: 'POSTROUTING',
      matches: [
        source(container),
        destination(container),
        protocol(transport),
        destinationPort(transport, containerPort),
      ],
      target: MASQUERADE,
      origin,
    },
  ];
  if (transport === 'sctp')
    rules.push({
      table: 'mangle',
      chain: 'POSTROUTING',
      matches: [protocol(transport), sourcePort(transport, containerPort)],
      target: { kind: 'checksum-fill' },
      origin,
    });
  return rules;
}

/** Both addresses must be of the rules' family: docker-proxy alone serves the others. */
const isTranslated = ({ family }: FirewallContext, { hostIp, containerIp }: FirewallPort): boolean =>
  familyOf(hostIp) === family && familyOf(containerIp) === family;

export function addPort(context: FirewallContext, bridge: string, port: FirewallPort): void {
  if (!isTranslated(context, port)) return;
  if (port.protocol === 'sctp') ensureTable(context.world.kernel, rulesOf(context), 'mangle');
  // Two places on the host for one container port share the rules that name only the container (iptables.ProgramRule).
  for (const rule of portRules(context, bridge, port)) appendOnce(context, rule);
}

export function removePort(context: FirewallContext, bridge: string, port: FirewallPort): void {
  if (!isTranslated(context, port)) return;
  for (const rule of portRules(context, bridge, port)) remove(context, rule);
}

/** A legacy link where containers may not talk to each other: the parent may ask, the child may answer. */
function linkRules(bridge: string, link: FirewallLink): PlacedRule[] {
  const parent = hostCidr(link.parent);
  const child = hostCidr(link.child);
  const origin = { by: 'engine', why: 'legacy link', ...(link.origin && { span: link.origin }) } as const;
  const ends = [inInterface(bridge), outInterface(bridge)];
  return link.ports.flatMap(({ protocol: transport, port }): PlacedRule[] => [
    {
      table: 'filter',
      chain: DOCKER,
      matches: [
        source(parent),
        destination(child),
        ...ends,
        protocol(transport),
        destinationPort(transport, port),
      ],
      target: ACCEPT,
      origin,
    },
    {
      table: 'filter',
      chain: DOCKER,
      matches: [
        source(child),
        destination(parent),
        ...ends,
        protocol(transport),
        sourcePort(transport, port),
      ],
      target: ACCEPT,
      origin,
    },
  ]);
}

export function addLink(context: FirewallContext, bridge: string, link: FirewallLink): void {
  for (const rule of linkRules(bridge, link)) appendOnce(context, rule);
}

export function removeLink(context: FirewallContext, bridge: string, link: FirewallLink): void {
  for (const rule of linkRules(bridge, link)) remove(context, rule);
}
