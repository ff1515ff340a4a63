import type { Attachment, ContainerSpec, NetworkSpec, SubnetSpec } from './action.ts';
import { flag, list, map, number, optional, record, text, word } from './shape.ts';
import { span } from './span-shape.ts';
import { listener } from './surroundings-shape.ts';

const subnet = record<SubnetSpec>({
  subnet: optional(text),
  ipRange: optional(text),
  gateway: optional(text),
  auxAddresses: map(text),
});

export const network = record<NetworkSpec>({
  name: text,
  driver: optional(text),
  subnets: list(subnet),
  internal: flag,
  attachable: flag,
  ipv6: flag,
  ipamDriver: optional(text),
  options: map(text),
  labels: map(text),
  scope: optional(word('local', 'swarm')),
  ingress: optional(flag),
  origin: span,
});

export const attachment = record<Attachment>({
  network: text,
  aliases: list(text),
  ip: optional(text),
  ip6: optional(text),
  mac: optional(text),
  links: list(text),
  driverOptions: map(text),
  gwPriority: optional(number),
  origin: span,
});

export const published = list(record<ContainerSpec['publish'][number]>({ text, origin: span }));

export const container = record<ContainerSpec>({
  name: text,
  image: text,
  command: list(text),
  hostname: optional(text),
  domainname: optional(text),
  networkMode: optional(text),
  attachments: list(attachment),
  publish: published,
  publishAll: flag,
  expose: list(text),
  links: list(text),
  dns: list(text),
  dnsSearch: list(text),
  dnsOptions: list(text),
  extraHosts: list(text),
  environment: list(text),
  labels: map(text),
  sysctls: map(text),
  mac: optional(text),
  restart: optional(text),
  listen: optional(list(listener)),
  origin: span,
});
