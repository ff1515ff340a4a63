/**
 * What the Compose Specification's schema allows where. Parts that say nothing about networks are `any`: dnet
 * passes them through and finds no fault in them.
 *
 * The keys of a service stand in the order in which `config` prints them (compose-go types/types.go).
 */
export type Shape = ScalarShape | ObjectShape | Composite;

/**
 * `text` is a string or a number, `plain` a boolean as well; a number or flag may be a string that reads as one,
 * since a variable leaves a string. `empty` is YAML's null.
 */
export type ScalarShape = 'any' | 'string' | 'text' | 'plain' | 'number' | 'flag' | 'empty';

/** A mapping with known keys; `name` is what `front-end.ts` calls it. */
export interface ObjectShape {
  readonly kind: 'object';
  readonly name: string;
  readonly keys: { readonly [key: string]: Shape };
}

type Composite =
  | { readonly kind: 'list'; readonly of: Shape }
  /** A mapping whose keys the user picks. */
  | { readonly kind: 'names'; readonly of: Shape }
  | { readonly kind: 'either'; readonly shapes: readonly Shape[] };

const list = (of: Shape): Composite => ({ kind: 'list', of });
const names = (of: Shape): Composite => ({ kind: 'names', of });
const either = (...shapes: readonly Shape[]): Composite => ({ kind: 'either', shapes });
const object = (name: string, keys: ObjectShape['keys']): ObjectShape => ({ kind: 'object', name, keys });
const orEmpty = (shape: Shape): Composite => either(shape, 'empty');

const strings = list('string');
const stringOrList = either('string', strings);
const pairs = either(names(orEmpty('plain')), strings);
const command = either('string', strings, 'empty');

const port = object('port', {
  name: 'string',
  mode: 'string',
  host_ip: 'string',
  target: 'text',
  published: 'text',
  protocol: 'string',
  app_protocol: 'string',
});

const attachment = object('attachment', {
  aliases: strings,
  driver_opts: names('text'),
  gw_priority: 'number',
  interface_name: 'string',
  ipv4_address: 'string',
  ipv6_address: 'string',
  link_local_ips: strings,
  mac_address: 'string',
  priority: 'number',
});

const dependency = object('dependency', { condition: 'string', restart: 'flag', required: 'flag' });

const updateConfig = object('update_config', {
  parallelism: 'number',
  delay: 'string',
  failure_action: 'string',
  monitor: 'string',
  max_failure_ratio: 'number',
  order: 'string',
});

const deploy = object('deploy', {
  mode: 'string',
  replicas: 'number',
  labels: pairs,
  update_config: updateConfig,
  rollback_config: updateConfig,
  resources: 'any',
  restart_policy: object('restart_policy', {
    condition: 'string',
    delay: 'string',
    max_attempts: 'number',
    window: 'string',
  }),
  placement: object('placement', {
    constraints: strings,
    preferences: list(object('preference', { spread: 'string' })),
    max_replicas_per_node: 'number',
  }),
  endpoint_mode: 'string',
});

const service = object('service', {
  profiles: strings,
  annotations: 'any',
  attach: 'any',
  build: 'any',
  develop: 'any',
  blkio_config: 'any',
  cap_add: strings,
  cap_drop: strings,
  cgroup_parent: 'any',
  cgroup: 'any',
  cpu_count: 'any',
  cpu_percent: 'any',
  cpu_period: 'any',
  cpu_quota: 'any',
  cpu_rt_period: 'any',
  cpu_rt_runtime: 'any',
  cpus: 'any',
  cpuset: 'any',
  cpu_shares: 'any',
  command,
  configs: 'any',
  container_name: 'string',
  credential_spec: 'any',
  depends_on: either(strings, names(dependency)),
  deploy: orEmpty(deploy),
  device_cgroup_rules: 'any',
  devices: 'any',
  dns: stringOrList,
  dns_opt: strings,
  dns_search: stringOrList,
  domainname: 'string',
  entrypoint: command,
  provider: 'any',
  environment: either(names(orEmpty('plain')), strings, 'empty'),
  env_file: either(
    'string',
    list(either('string', object('env_file', { path: 'string', format: 'string', required: 'flag' }))),
  ),
  expose: list('text'),
  extends: either('string', object('extends', { service: 'string', file: 'string' })),
  external_links: strings,
  extra_hosts: either(strings, names(either('string', strings, 'empty'))),
  group_add: 'any',
  gpus: 'any',
  hostname: 'string',
  healthcheck: 'any',
  image: 'string',
  init: 'any',
  ipc: 'any',
  isolation: 'any',
  labels: pairs,
  label_file: 'any',
  links: strings,
  logging: 'any',
  mem_limit: 'any',
  mem_reservation: 'any',
  memswap_limit: 'any',
  mem_swappiness: 'any',
  mac_address: 'string',
  models: 'any',
  network_mode: 'string',
  networks: either(strings, names(orEmpty(attachment))),
  oom_kill_disable: 'any',
  oom_score_adj: 'any',
  pid: 'any',
  pids_limit: 'any',
  platform: 'any',
  ports: list(either('text', port)),
  privileged: 'flag',
  pull_policy: 'any',
  pull_refresh_after: 'any',
  read_only: 'any',
  restart: 'string',
  runtime: 'any',
  scale: 'number',
  secrets: 'any',
  security_opt: 'any',
  shm_size: 'any',
  stdin_open: 'any',
  stop_grace_period: 'any',
  stop_signal: 'any',
  storage_opt: 'any',
  sysctls: pairs,
  tmpfs: 'any',
  tty: 'any',
  ulimits: 'any',
  use_api_socket: 'any',
  user: 'any',
  userns_mode: 'any',
  uts: 'any',
  volumes: 'any',
  volumes_from: strings,
  working_dir: 'any',
  pre_start: 'any',
  post_start: 'any',
  pre_stop: 'any',
});

const network = object('network', {
  name: 'string',
  driver: 'string',
  driver_opts: names('text'),
  ipam: orEmpty(
    object('ipam', {
      driver: 'string',
      config: list(
        object('pool', {
          subnet: 'string',
          gateway: 'string',
          ip_range: 'string',
          aux_addresses: names('text'),
        }),
      ),
      options: names('text'),
    }),
  ),
  external: either('flag', object('external', { name: 'string' })),
  internal: 'flag',
  attachable: 'flag',
  labels: pairs,
  enable_ipv4: 'flag',
  enable_ipv6: 'flag',
});

const include = either(
  'string',
  object('include', { path: stringOrList, env_file: stringOrList, project_directory: 'string' }),
);

/** A whole compose file. */
export const projectShape: ObjectShape = object('project', {
  version: 'any',
  name: 'string',
  include: list(include),
  services: names(service),
  networks: names(orEmpty(network)),
  volumes: 'any',
  secrets: 'any',
  configs: 'any',
  models: 'any',
});

/** The order in which `config` prints the keys of a service. */
export const serviceKeys: readonly string[] = Object.keys(service.keys);
