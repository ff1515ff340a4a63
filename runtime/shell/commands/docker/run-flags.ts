import { parseIp } from '../../../address/ip.ts';
import { type RunOptions, runOptions } from '../../../docker-client/container-request.ts';
import { parseNetworkOption } from '../../../docker-client/network-option.ts';
import { boolFlag, type FlagValues, isGiven, listFlag, stringFlag } from '../../pflag/flag-values.ts';
import type { FlagSpec } from '../../pflag/spec.ts';

/** Checks that the client makes while it reads a flag (docker/cli opts/opts.go, opts/hosts.go). */
const isAddress = (text: string): string | undefined =>
  parseIp(text.trim()) === undefined ? `IP address is not correctly formatted: ${text}` : undefined;

function extraHost(text: string): string | undefined {
  const at = text.search(/[:=]/);
  if (at <= 0 || at === text.length - 1) return `bad format for add-host: "${text}"`;
  const address = text.slice(at + 1).replace(/^\[(.*)\]$/, '$1');
  return address === 'host-gateway' || parseIp(address) !== undefined
    ? undefined
    : `invalid IP address in add-host: "${address}"`;
}

const link = (text: string): string | undefined => {
  if (text === '') return 'empty string specified for links';
  return text.split(':').length > 2 ? `bad format for links: ${text}` : undefined;
};

const network = (text: string): string | undefined => {
  const parsed = parseNetworkOption(text);
  return parsed.ok ? undefined : parsed.message;
};

const domain = (text: string): string | undefined =>
  text.trim() === '.' || /^(?!\d+(\.\d+)*$)[a-zA-Z0-9_]([a-zA-Z0-9_.-]*[a-zA-Z0-9_])?$/.test(text.trim())
    ? undefined
    : `${text} is not a valid domain`;

/** Settings that belong to a namespace of the container's own (docker/cli opts/opts.go ValidateSysctl). */
const sysctlOption = (text: string): string | undefined =>
  text.includes('=') &&
  (/^(net\.|fs\.mqueue\.)/.test(text) ||
    /^kernel\.(msgmax|msgmnb|msgmni|sem|shmall|shmmax|shmmni|shm_rmid_forced)=/.test(text))
    ? undefined
    : `sysctl '${text}' is not allowed`;

/** The flags of `docker run` and `docker create` that networks or a container's life depend on. */
export const CONTAINER_FLAGS: readonly FlagSpec[] = [
  { name: 'add-host', type: 'list', usage: 'Add a custom host-to-IP mapping (host:ip)', validate: extraHost },
  { name: 'cap-add', type: 'list', usage: 'Add Linux capabilities' },
  { name: 'dns', type: 'list', usage: 'Set custom DNS servers', validate: isAddress },
  { name: 'dns-opt', type: 'list', usage: 'Set DNS options', hidden: true },
  { name: 'dns-option', type: 'list', usage: 'Set DNS options' },
  { name: 'dns-search', type: 'list', usage: 'Set custom DNS search domains', validate: domain },
  { name: 'domainname', type: 'string', usage: 'Container NIS domain name' },
  { name: 'entrypoint', type: 'string', usage: 'Overwrite the default ENTRYPOINT of the image' },
  { name: 'env', shorthand: 'e', type: 'list', usage: 'Set environment variables' },
  { name: 'expose', type: 'list', usage: 'Expose a port or a range of ports' },
  { name: 'hostname', shorthand: 'h', type: 'string', usage: 'Container host name' },
  {
    name: 'init',
    type: 'bool',
    usage: 'Run an init inside the container that forwards signals and reaps processes',
  },
  { name: 'interactive', shorthand: 'i', type: 'bool', usage: 'Keep STDIN open even if not attached' },
  { name: 'ip', type: 'string', usage: 'IPv4 address (e.g., 172.30.100.104)' },
  { name: 'ip6', type: 'string', usage: 'IPv6 address (e.g., 2001:db8::33)' },
  { name: 'label', shorthand: 'l', type: 'list', usage: 'Set meta data on a container' },
  { name: 'link', type: 'list', usage: 'Add link to another container', validate: link },
  { name: 'link-local-ip', type: 'list', usage: 'Container IPv4/IPv6 link-local addresses' },
  { name: 'mac-address', type: 'string', usage: 'Container MAC address (e.g., 92:d0:c6:0a:29:33)' },
  { name: 'name', type: 'string', usage: 'Assign a name to the container' },
  {
    name: 'net',
    type: 'list',
    usage: 'Connect a container to a network',
    typeName: 'network',
    hidden: true,
    validate: network,
  },
  { name: 'net-alias', type: 'list', usage: 'Add network-scoped alias for the container', hidden: true },
  {
    name: 'network',
    type: 'list',
    usage: 'Connect a container to a network',
    typeName: 'network',
    validate: network,
  },
  { name: 'network-alias', type: 'list', usage: 'Add network-scoped alias for the container' },
  { name: 'pid', type: 'string', usage: 'PID namespace to use' },
  { name: 'privileged', type: 'bool', usage: 'Give extended privileges to this container' },
  { name: 'publish', shorthand: 'p', type: 'list', usage: "Publish a container's port(s) to the host" },
  { name: 'publish-all', shorthand: 'P', type: 'bool', usage: 'Publish all exposed ports to random ports' },
  { name: 'restart', type: 'string', default: 'no', usage: 'Restart policy to apply when a container exits' },
  { name: 'sysctl', type: 'map', usage: 'Sysctl options', validate: sysctlOption },
  { name: 'tty', shorthand: 't', type: 'bool', usage: 'Allocate a pseudo-TTY' },
  { name: 'uts', type: 'string', usage: 'UTS namespace to use' },
];

const pairs = (entries: readonly string[]): { readonly [key: string]: string } =>
  Object.fromEntries(
    entries.map((entry) =>
      entry.includes('=')
        ? [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]
        : [entry, ''],
    ),
  );

/** The options that the words of a command line come to. */
export function readRunOptions(flags: FlagValues, args: readonly string[], autoRemove: boolean): RunOptions {
  const [image = '', ...command] = args;
  const networks = [...listFlag(flags, 'net'), ...listFlag(flags, 'network')].flatMap((text) => {
    const parsed = parseNetworkOption(text);
    return parsed.ok ? [parsed.value] : [];
  });
  return {
    ...runOptions(stringFlag(flags, 'name'), image),
    command,
    ...(isGiven(flags, 'entrypoint') ? { entrypoint: stringFlag(flags, 'entrypoint') } : {}),
    hostname: stringFlag(flags, 'hostname'),
    domainname: stringFlag(flags, 'domainname'),
    networks,
    aliases: [...listFlag(flags, 'net-alias'), ...listFlag(flags, 'network-alias')],
    ip: stringFlag(flags, 'ip'),
    ip6: stringFlag(flags, 'ip6'),
    linkLocalIps: listFlag(flags, 'link-local-ip'),
    mac: stringFlag(flags, 'mac-address'),
    publish: listFlag(flags, 'publish'),
    publishAll: boolFlag(flags, 'publish-all'),
    expose: listFlag(flags, 'expose'),
    links: listFlag(flags, 'link'),
    dns: listFlag(flags, 'dns'),
    dnsSearch: listFlag(flags, 'dns-search'),
    dnsOptions: [...listFlag(flags, 'dns-option'), ...listFlag(flags, 'dns-opt')],
    extraHosts: listFlag(flags, 'add-host').map((entry) => entry.replace(/[:=]/, ':')),
    environment: listFlag(flags, 'env').filter((entry) => entry.includes('=')),
    labels: pairs(listFlag(flags, 'label')),
    sysctls: sysctlsOf(flags),
    capAdd: listFlag(flags, 'cap-add'),
    privileged: boolFlag(flags, 'privileged'),
    restart: stringFlag(flags, 'restart'),
    autoRemove,
    uts: stringFlag(flags, 'uts'),
    pid: stringFlag(flags, 'pid'),
    tty: boolFlag(flags, 'tty'),
    interactive: boolFlag(flags, 'interactive'),
  };
}

function sysctlsOf(flags: FlagValues): { readonly [key: string]: string } {
  const value = flags.given.get('sysctl');
  return value?.kind === 'map' ? Object.fromEntries(value.value) : {};
}
