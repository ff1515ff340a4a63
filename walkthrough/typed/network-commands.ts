import type { Attachment, NetworkSpec } from '../../compiler/ir/action.ts';
import { flag, flags, pairs, quoteWord } from './quote-word.ts';

/** `docker network create --subnet 172.30.0.0/16 app` */
export function networkCreate(network: NetworkSpec): string {
  const { name, driver, subnets, internal, attachable, ipv6, ipamDriver, options, labels } = network;
  return [
    'docker network create',
    ...(driver === undefined || driver === 'bridge' ? [] : flag('-d', driver)),
    ...flag('--scope', network.scope),
    ...(ipv6 ? ['--ipv6'] : []),
    ...subnets.flatMap(({ subnet, ipRange, gateway, auxAddresses }) => [
      ...flag('--subnet', subnet),
      ...flag('--ip-range', ipRange),
      ...flag('--gateway', gateway),
      ...flags('--aux-address', pairs(auxAddresses)),
    ]),
    ...(internal ? ['--internal'] : []),
    ...(attachable ? ['--attachable'] : []),
    ...(network.ingress ? ['--ingress'] : []),
    ...flag('--ipam-driver', ipamDriver),
    ...flags('-o', pairs(options)),
    ...flags('--label', pairs(labels)),
    quoteWord(name),
  ].join(' ');
}

/** `docker network connect --alias store app web` */
export function networkConnect(container: string, attachment: Attachment): string {
  const { network, aliases, ip, ip6, links, driverOptions } = attachment;
  return [
    'docker network connect',
    ...flags('--alias', aliases),
    ...flag('--ip', ip),
    ...flag('--ip6', ip6),
    ...flags('--link', links),
    ...flags('--driver-opt', pairs(driverOptions)),
    quoteWord(network),
    quoteWord(container),
  ].join(' ');
}

/** `name=app,alias=store,ip=172.30.0.9`, or the name alone where nothing else is said. */
export function networkFlag(attachment: Attachment): string {
  const { network, aliases, ip, ip6, mac, links, driverOptions, gwPriority } = attachment;
  const fields = [
    ...aliases.map((alias) => `alias=${alias}`),
    ...(ip === undefined ? [] : [`ip=${ip}`]),
    ...(ip6 === undefined ? [] : [`ip6=${ip6}`]),
    ...(mac === undefined ? [] : [`mac-address=${mac}`]),
    ...links.map((link) => `link=${link}`),
    ...pairs(driverOptions).map((option) => `driver-opt=${option}`),
    ...(gwPriority === undefined ? [] : [`gw-priority=${gwPriority}`]),
  ];
  return fields.length === 0 ? network : [`name=${network}`, ...fields].join(',');
}
