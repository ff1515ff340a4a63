import type { Action, ServiceSpec } from './action.ts';
import { composePlan } from './compose-plan-shape.ts';
import {
  flag,
  list,
  map,
  number,
  optional,
  pair,
  record,
  type Shape,
  type ShapeOf,
  text,
  union,
  word,
} from './shape.ts';
import { span } from './span-shape.ts';
import { attachment, container, network, published } from './spec-shape.ts';
import { json, listener, place } from './surroundings-shape.ts';

const serviceFields = {
  name: text,
  image: text,
  command: list(text),
  mode: word('replicated', 'global'),
  replicas: optional(number),
  networks: list(attachment),
  publish: published,
  endpointMode: word('vip', 'dnsrr'),
  constraints: list(text),
  placementPreferences: list(text),
  hostname: optional(text),
  environment: list(text),
  labels: map(text),
  update: record<ServiceSpec['update']>({
    parallelism: optional(number),
    delayMs: optional(number),
    order: optional(word('stop-first', 'start-first')),
  }),
  restart: record<ServiceSpec['restart']>({
    condition: optional(text),
    delayMs: optional(number),
    maxAttempts: optional(number),
  }),
  listen: optional(list(listener)),
  origin: span,
};
const service = record<ServiceSpec>(serviceFields);

/** `docker service update` changes some fields and leaves the others. */
const serviceChanges: ShapeOf<Partial<ServiceSpec>> = {
  kind: 'record',
  fields: Object.fromEntries(
    Object.entries(serviceFields).map(([name, field]) => [
      name,
      'optional' in field ? field : optional(field as Shape),
    ]),
  ),
};

const protocol = word('tcp', 'udp', 'sctp');
const role = word('manager', 'worker');
const host = text;
const filter = { protocol: text, port: optional(number), between: pair(text) };

export const action = union<Action>({
  'create-network': { host, network },
  'remove-network': { host, network: text },
  'run-container': { host, container, start: flag },
  'recreate-container': { host, container: text, changes: optional(container) },
  'container-command': {
    command: word('start', 'stop', 'restart', 'kill', 'pause', 'unpause', 'remove', 'rename'),
    host,
    container: text,
    argument: optional(text),
  },
  connect: { host, container: text, attachment },
  disconnect: { host, container: text, network: text, force: flag },
  'create-service': { host, service },
  'update-service': { host, service: text, changes: serviceChanges, force: flag },
  'scale-service': { host, service: text, replicas: number },
  'remove-service': { host, service: text },
  'swarm-init': { host, options: map(json) },
  'swarm-join': { host, via: text, role },
  'swarm-leave': { host, force: flag },
  'update-node': {
    host,
    node: text,
    role: optional(role),
    availability: optional(word('active', 'pause', 'drain')),
  },
  compose: {
    host,
    project: text,
    verb: word('up', 'down', 'stop', 'start', 'recreate', 'scale'),
    arguments: list(text),
    plan: composePlan,
  },
  command: { place, text },
  daemon: { host, verb: word('restart', 'stop', 'start', 'kill'), config: optional(map(json)) },
  listen: { machine: text, container: optional(text), listener },
  'stop-listening': { machine: text, container: optional(text), port: number, protocol },
  'open-connection': { name: text, from: text, to: text, port: number, byName: flag },
  block: filter,
  unblock: filter,
  lose: { percent: number, between: pair(text) },
  partition: { sides: list(list(text)) },
  heal: {},
  machine: { name: text, verb: word('down', 'up') },
  wait: { ms: number },
});
