import { type AttributeTable, flag, list, one, rest, words } from './attribute.ts';
import * as kinds from './value-kind.ts';

/** What a container may say of one of its networks. */
export const attachmentAttributes: AttributeTable = {
  alias: list(kinds.name, 'A further name of the container on this network.'),
  ip: one(kinds.address, 'Its IPv4 address on this network.'),
  ip6: one(kinds.address, 'Its IPv6 address on this network.'),
  'mac-address': one(kinds.mac, 'Its hardware address on this network.'),
  link: list(kinds.name, 'Another container under a name of one’s own: `db:store`.'),
  'driver-opt': list(kinds.label, 'An option of the driver for this endpoint.'),
  'gw-priority': one(
    kinds.number,
    'The network with the highest number gives the default route (engine 28).',
  ),
};

/** What containers and the tasks of services have in common. */
const program: AttributeTable = {
  image: one(kinds.name, 'The image that it runs; what the image listens on is known for well-known ones.'),
  command: words(kinds.anything, 'The command that it runs instead of the image’s own.'),
  hostname: one(kinds.name, 'The name that it has for itself.'),
  env: list(kinds.label, 'An environment variable.'),
  label: list(kinds.label, 'A label.'),
  listen: list(kinds.port, 'Ports on which its program listens, where the image does not tell.'),
};

/** As `docker run` takes them. */
export const containerAttributes: AttributeTable = {
  ...program,
  network: list(
    kinds.name,
    'A network to join, or `host`, `none`, `container:NAME`; the default bridge when nothing is said.',
    { refersTo: 'network', besides: /^(host|none|bridge|default|container:.+)$/, block: 'attachment' },
  ),
  alias: list(kinds.name, 'A further name on its network.'),
  ip: one(kinds.address, 'Its IPv4 address on its network.'),
  ip6: one(kinds.address, 'Its IPv6 address on its network.'),
  publish: list(
    kinds.published,
    'A port that the host forwards: `8080:80`, `127.0.0.1:8080:80`, `53:53/udp`.',
  ),
  'publish-all': flag('Every exposed port is published at a free port of the host.'),
  expose: list(kinds.port, 'A port that the image should have exposed.'),
  link: list(kinds.name, 'A legacy link: `db` or `db:store`.'),
  dns: list(kinds.address, 'A name server.'),
  'dns-search': list(kinds.name, 'A search domain.'),
  'dns-option': list(kinds.name, 'An option of resolv.conf: `ndots:2`.'),
  'add-host': list(kinds.hostMapping, 'A line of its hosts file: `name:address`.'),
  domainname: one(kinds.name, 'Its domain.'),
  sysctl: list(kinds.keyValue, 'A kernel setting of its namespace.'),
  'mac-address': one(kinds.mac, 'Its hardware address.'),
  restart: one(kinds.name, 'Its restart policy: no, on-failure, always, unless-stopped.'),
  host: one(kinds.name, 'The host that it runs on.', { refersTo: 'host' }),
  created: flag('Only created, not started.'),
};

/** As `docker service create` takes them. */
export const serviceAttributes: AttributeTable = {
  ...program,
  mode: one(kinds.oneOf('replicated', 'global'), 'A number of replicas, or one task on each node.'),
  replicas: one(kinds.wholeNumber, 'The number of tasks.'),
  network: list(kinds.name, 'A network that its tasks join.', {
    refersTo: 'network',
    block: 'service attachment',
  }),
  publish: list(kinds.published, 'A port that every node answers on.'),
  'publish-mode': one(
    kinds.oneOf('ingress', 'host'),
    'How its ports are published: through the routing mesh, or on the node of each task.',
  ),
  'endpoint-mode': one(kinds.oneOf('vip', 'dnsrr'), 'A virtual address, or the addresses of the tasks.'),
  constraint: rest(kinds.anything, 'Which nodes may run it: `node.role == manager`.', { repeats: true }),
  'placement-pref': rest(kinds.anything, 'How its tasks are spread: `spread=node.labels.zone`.', {
    repeats: true,
  }),
  'update-parallelism': one(kinds.wholeNumber, 'How many tasks are updated at once.'),
  'update-delay': one(kinds.duration, 'The time between two updates.'),
  'update-order': one(
    kinds.oneOf('stop-first', 'start-first'),
    'Whether the old task stops before the new one starts.',
  ),
  'restart-condition': one(kinds.oneOf('none', 'on-failure', 'any'), 'When a task is replaced.'),
  'restart-delay': one(kinds.duration, 'The time before a task is replaced.'),
  'restart-max-attempts': one(kinds.wholeNumber, 'How often a task is replaced.'),
  host: one(kinds.name, 'The manager on which the command is typed.', { refersTo: 'host' }),
};

export const serviceAttachmentAttributes: AttributeTable = {
  alias: list(kinds.name, 'A further name of the service on this network.'),
};
