import type { Clash, ProgramSocket } from '../daemon/container.ts';
import type { Image } from './image.ts';
import { BUSYBOX, DEBIAN, DEBIAN_WITH_CURL, PROBE } from './tools.ts';

const PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const tcp = (port: number, service: ProgramSocket['service'] = 'echo', address = '::'): ProgramSocket => ({
  port,
  protocol: 'tcp',
  address,
  service,
});

const server = (
  name: string,
  expose: readonly string[],
  listen: readonly ProgramSocket[],
  cmd: readonly string[],
  more: Partial<Image> = {},
): Image => ({
  name,
  expose,
  env: [PATH],
  entrypoint: ['docker-entrypoint.sh'],
  cmd,
  workingDir: '',
  listen,
  runs: 'serves',
  tools: DEBIAN,
  ...more,
});

const shellOnly = (name: string, shell: string, tools: readonly string[]): Image => ({
  name,
  expose: [],
  env: [PATH],
  entrypoint: null,
  cmd: [shell],
  workingDir: '',
  listen: [],
  runs: 'command',
  tools,
});

const dies = (code: number, text: string): Clash => ({ code, text, survivesWithSome: false });

/**
 * socat says this for each address; `serve` waits for the others and then ends with 0 (captured on 20.10 and
 * 26.1).
 */
const SOCAT_CLASH: Clash = {
  code: 0,
  text: '{time} socat[7] E bind(5, {AF=2 {address}:{port}}, 16): Address already in use',
  survivesWithSome: true,
};

/** What well-known images expose and listen on, from their Dockerfiles. A new one is a line here. */
const IMAGES: readonly Image[] = [
  server(
    'nginx',
    ['80/tcp'],
    [tcp(80, 'http', '0.0.0.0'), tcp(80, 'http', '::')],
    ['nginx', '-g', 'daemon off;'],
    {
      entrypoint: ['/docker-entrypoint.sh'],
      tools: DEBIAN_WITH_CURL,
      clash: dies(1, 'nginx: [emerg] bind() to {address}:{port} failed (98: Address already in use)'),
    },
  ),
  server('httpd', ['80/tcp'], [tcp(80, 'http')], ['httpd-foreground'], {
    entrypoint: null,
    workingDir: '/usr/local/apache2',
    clash: dies(1, '(98)Address already in use: AH00072: make_sock: could not bind to address [::]:{port}'),
  }),
  server(
    'caddy',
    ['80/tcp', '443/tcp', '443/udp', '2019/tcp'],
    [tcp(80, 'http'), tcp(443, 'http')],
    ['caddy', 'run'],
    {
      entrypoint: null,
      tools: BUSYBOX,
    },
  ),
  server('traefik', ['80/tcp'], [tcp(80, 'http')], ['traefik'], {
    entrypoint: ['/entrypoint.sh'],
    tools: BUSYBOX,
  }),
  server('traefik/whoami', ['80/tcp'], [tcp(80, 'http')], [], { entrypoint: ['/whoami'], tools: [] }),
  server('redis', ['6379/tcp'], [tcp(6379)], ['redis-server'], {
    workingDir: '/data',
    clash: dies(
      1,
      'Warning: Could not create server TCP listening socket *:{port}: bind: Address already in use',
    ),
  }),
  server('memcached', ['11211/tcp'], [tcp(11211)], ['memcached'], {
    clash: dies(71, 'failed to listen on TCP port {port}: Address already in use'),
  }),
  server('postgres', ['5432/tcp'], [tcp(5432)], ['postgres'], {
    clash: dies(1, 'LOG:  could not bind IPv4 address "0.0.0.0": Address already in use'),
  }),
  server('mysql', ['3306/tcp', '33060/tcp'], [tcp(3306), tcp(33060)], ['mysqld'], {
    clash: dies(
      1,
      "[ERROR] [MY-010262] [Server] Can't start server: Bind on TCP/IP port: Address already in use",
    ),
  }),
  server('mariadb', ['3306/tcp'], [tcp(3306)], ['mariadbd'], {
    clash: dies(1, "[ERROR] Can't start server: Bind on TCP/IP port. Got error: 98: Address already in use"),
  }),
  server('mongo', ['27017/tcp'], [tcp(27017, 'echo', '0.0.0.0')], ['mongod'], {
    clash: dies(48, 'Failed to set up listener: SocketException: Address already in use'),
  }),
  server(
    'rabbitmq',
    ['4369/tcp', '5671/tcp', '5672/tcp', '15691/tcp', '15692/tcp', '25672/tcp'],
    [tcp(4369), tcp(5672), tcp(15692), tcp(25672)],
    ['rabbitmq-server'],
  ),
  server('elasticsearch', ['9200/tcp', '9300/tcp'], [tcp(9200, 'http'), tcp(9300)], ['eswrapper'], {
    entrypoint: ['/bin/tini', '--', '/usr/local/bin/docker-entrypoint.sh'],
    tools: DEBIAN_WITH_CURL,
  }),
  server('wordpress', ['80/tcp'], [tcp(80, 'http')], ['apache2-foreground'], { tools: DEBIAN_WITH_CURL }),
  server('registry', ['5000/tcp'], [tcp(5000, 'http')], ['/etc/docker/registry/config.yml'], {
    entrypoint: ['/entrypoint.sh'],
    tools: BUSYBOX,
  }),
  server('demo-web', [], [tcp(80, 'http', '0.0.0.0')], ['httpd', '-f', '-p', '80'], {
    entrypoint: null,
    tools: BUSYBOX,
  }),
  {
    name: 'dnet/probe',
    expose: [],
    env: ['PATH=/bin:/sbin:/usr/bin:/usr/sbin'],
    entrypoint: null,
    cmd: ['/bin/serve'],
    workingDir: '',
    listen: [
      { port: 80, protocol: 'tcp', address: '0.0.0.0', service: 'echo' },
      { port: 5000, protocol: 'udp', address: '0.0.0.0', service: 'echo' },
    ],
    clash: SOCAT_CLASH,
    runs: 'serves',
    tools: PROBE,
  },
  shellOnly('alpine', '/bin/sh', BUSYBOX),
  shellOnly('busybox', 'sh', BUSYBOX),
  shellOnly('debian', 'bash', DEBIAN),
  shellOnly('ubuntu', '/bin/bash', DEBIAN),
  shellOnly('nicolaka/netshoot', 'zsh', [
    ...PROBE,
    'bash',
    'zsh',
    'curl',
    'tcpdump',
    'iptables',
    'ipvsadm',
    'bridge',
    'ss',
  ]),
  { ...shellOnly('curlimages/curl', 'curl', [...BUSYBOX, 'curl']), entrypoint: ['/entrypoint.sh'] },
];

export const CATALOGUE: ReadonlyMap<string, Image> = new Map(IMAGES.map((image) => [image.name, image]));
