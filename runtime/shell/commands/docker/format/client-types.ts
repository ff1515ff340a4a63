import { type GoValue, goMap, goNil, goPointer, goStruct } from '../../../go-template/go-value.ts';

/**
 * The Go types into which the client reads the daemon's answers, where a template can tell them from the plain JSON:
 * fields that an older daemon does not send have their zero value here. Fields that are left out are found by the
 * second try on the plain JSON (docker/cli cli/command/inspect).
 */
type Shape =
  | 'string'
  | 'number'
  | 'bool'
  | 'strings'
  | 'texts'
  | { readonly struct: string; readonly fields: readonly Field[] }
  | { readonly map: Shape; readonly type: string }
  | { readonly list: Shape }
  | { readonly pointer: Shape };

/** A field's Go name, its shape, and its JSON tag where that differs. */
type Field = readonly [name: string, shape: Shape, tag?: string];

const key = (name: string, tag: string | undefined): string => (tag ?? '').split(',')[0] || name;

function decode(shape: Shape, value: unknown): GoValue {
  if (shape === 'string') return typeof value === 'string' ? value : '';
  if (shape === 'number') return typeof value === 'number' ? value : 0;
  if (shape === 'bool') return value === true;
  if (shape === 'strings') return Array.isArray(value) ? value.map(String) : goNil('slice');
  if (shape === 'texts')
    return isObject(value)
      ? goMap(new Map(Object.entries(value).map(([k, v]) => [k, String(v)])))
      : goNil('map');
  if ('list' in shape)
    return Array.isArray(value) ? value.map((item) => decode(shape.list, item)) : goNil('slice');
  if ('pointer' in shape) return isObject(value) ? goPointer(decode(shape.pointer, value)) : goNil('pointer');
  if ('map' in shape) {
    if (!isObject(value)) return goNil('map');
    return goMap(new Map(Object.entries(value).map(([k, v]) => [k, decode(shape.map, v)])), {
      type: shape.type,
    });
  }
  const object = isObject(value) ? value : {};
  const fields = shape.fields.map(
    ([name, field, tag]) => [name, decode(field, object[key(name, tag)])] as const,
  );
  const tags = shape.fields.flatMap(([name, , tag]) => (tag === undefined ? [] : [[name, tag] as const]));
  return goStruct(shape.struct, Object.fromEntries(fields), { tags: Object.fromEntries(tags) });
}

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const ENDPOINT: Shape = {
  struct: 'network.EndpointSettings',
  fields: [
    [
      'IPAMConfig',
      {
        pointer: {
          struct: 'network.EndpointIPAMConfig',
          fields: [
            ['IPv4Address', 'string', 'IPv4Address,omitempty'],
            ['IPv6Address', 'string', 'IPv6Address,omitempty'],
            ['LinkLocalIPs', 'strings', 'LinkLocalIPs,omitempty'],
          ],
        },
      },
    ],
    ['Links', 'strings'],
    ['Aliases', 'strings'],
    ['MacAddress', 'string'],
    ['DriverOpts', 'texts'],
    ['GwPriority', 'number'],
    ['NetworkID', 'string'],
    ['EndpointID', 'string'],
    ['Gateway', 'string'],
    ['IPAddress', 'string'],
    ['IPPrefixLen', 'number'],
    ['IPv6Gateway', 'string'],
    ['GlobalIPv6Address', 'string'],
    ['GlobalIPv6PrefixLen', 'number'],
    ['DNSNames', 'strings'],
  ],
};

const PORT_MAP: Shape = {
  map: {
    list: {
      struct: 'nat.PortBinding',
      fields: [
        ['HostIP', 'string', 'HostIp'],
        ['HostPort', 'string'],
      ],
    },
  },
  type: 'nat.PortMap',
};

const NETWORK_SETTINGS: Shape = {
  struct: 'container.NetworkSettings',
  fields: [
    ['Bridge', 'string'],
    ['SandboxID', 'string'],
    ['SandboxKey', 'string'],
    ['Ports', PORT_MAP],
    ['HairpinMode', 'bool'],
    ['LinkLocalIPv6Address', 'string'],
    ['LinkLocalIPv6PrefixLen', 'number'],
    ['SecondaryIPAddresses', { list: 'string' }],
    ['SecondaryIPv6Addresses', { list: 'string' }],
    ['EndpointID', 'string'],
    ['Gateway', 'string'],
    ['GlobalIPv6Address', 'string'],
    ['GlobalIPv6PrefixLen', 'number'],
    ['IPAddress', 'string'],
    ['IPPrefixLen', 'number'],
    ['IPv6Gateway', 'string'],
    ['MacAddress', 'string'],
    ['Networks', { map: { pointer: ENDPOINT }, type: 'map[string]*network.EndpointSettings' }],
  ],
};

const STATE: Shape = {
  struct: 'container.State',
  fields: [
    ['Status', 'string'],
    ['Running', 'bool'],
    ['Paused', 'bool'],
    ['Restarting', 'bool'],
    ['OOMKilled', 'bool'],
    ['Dead', 'bool'],
    ['Pid', 'number'],
    ['ExitCode', 'number'],
    ['Error', 'string'],
    ['StartedAt', 'string'],
    ['FinishedAt', 'string'],
    ['Health', { pointer: { struct: 'container.Health', fields: [] } }, 'Health,omitempty'],
  ],
};

const NOTHING: Shape = { struct: 'struct {}', fields: [] };

const CONFIG: Shape = {
  struct: 'container.Config',
  fields: [
    ['Hostname', 'string'],
    ['Domainname', 'string'],
    ['User', 'string'],
    ['AttachStdin', 'bool'],
    ['AttachStdout', 'bool'],
    ['AttachStderr', 'bool'],
    ['ExposedPorts', { map: NOTHING, type: 'nat.PortSet' }, 'ExposedPorts,omitempty'],
    ['Tty', 'bool'],
    ['OpenStdin', 'bool'],
    ['StdinOnce', 'bool'],
    ['Env', 'strings'],
    ['Cmd', 'strings'],
    ['Image', 'string'],
    ['Volumes', { map: NOTHING, type: 'map[string]struct {}' }],
    ['WorkingDir', 'string'],
    ['Entrypoint', 'strings'],
    ['OnBuild', 'strings'],
    ['Labels', 'texts'],
  ],
};

const HOST_CONFIG: Shape = {
  struct: 'container.HostConfig',
  fields: [
    ['NetworkMode', 'string'],
    ['PortBindings', PORT_MAP],
    [
      'RestartPolicy',
      {
        struct: 'container.RestartPolicy',
        fields: [
          ['Name', 'string'],
          ['MaximumRetryCount', 'number'],
        ],
      },
    ],
    ['AutoRemove', 'bool'],
    ['CapAdd', 'strings'],
    ['CapDrop', 'strings'],
    ['DNS', 'strings', 'Dns'],
    ['DNSOptions', 'strings', 'DnsOptions'],
    ['DNSSearch', 'strings', 'DnsSearch'],
    ['ExtraHosts', 'strings'],
    ['Links', 'strings'],
    ['PidMode', 'string'],
    ['Privileged', 'bool'],
    ['PublishAllPorts', 'bool'],
    ['UTSMode', 'string'],
    ['Sysctls', 'texts', 'Sysctls,omitempty'],
  ],
};

const CONTAINER: Shape = {
  struct: 'container.InspectResponse',
  fields: [
    ['ID', 'string', 'Id'],
    ['Created', 'string'],
    ['Path', 'string'],
    ['Args', 'strings'],
    ['Image', 'string'],
    ['Name', 'string'],
    ['RestartCount', 'number'],
    ['Driver', 'string'],
    ['Platform', 'string'],
    ['State', { pointer: STATE }],
    ['HostConfig', { pointer: HOST_CONFIG }],
    ['Config', { pointer: CONFIG }],
    ['Mounts', { list: 'string' }],
    ['NetworkSettings', { pointer: NETWORK_SETTINGS }],
  ],
};

const NETWORK: Shape = {
  struct: 'network.Inspect',
  fields: [
    ['Name', 'string'],
    ['ID', 'string', 'Id'],
    ['Created', 'string'],
    ['Scope', 'string'],
    ['Driver', 'string'],
    ['EnableIPv4', 'bool'],
    ['EnableIPv6', 'bool'],
    [
      'IPAM',
      {
        struct: 'network.IPAM',
        fields: [
          ['Driver', 'string'],
          ['Options', 'texts'],
          [
            'Config',
            {
              list: {
                struct: 'network.IPAMConfig',
                fields: [
                  ['Subnet', 'string', 'Subnet,omitempty'],
                  ['IPRange', 'string', 'IPRange,omitempty'],
                  ['Gateway', 'string', 'Gateway,omitempty'],
                  ['AuxAddress', 'texts', 'AuxiliaryAddresses,omitempty'],
                ],
              },
            },
          ],
        ],
      },
    ],
    ['Internal', 'bool'],
    ['Attachable', 'bool'],
    ['Ingress', 'bool'],
    ['ConfigFrom', { struct: 'network.ConfigReference', fields: [['Network', 'string']] }],
    ['ConfigOnly', 'bool'],
    [
      'Containers',
      {
        map: {
          struct: 'network.EndpointResource',
          fields: [
            ['Name', 'string'],
            ['EndpointID', 'string'],
            ['MacAddress', 'string'],
            ['IPv4Address', 'string'],
            ['IPv6Address', 'string'],
          ],
        },
        type: 'map[string]network.EndpointResource',
      },
    ],
    ['Options', 'texts'],
    ['Labels', 'texts'],
  ],
};

export const typedContainer = (json: unknown): GoValue => decode(CONTAINER, json);
export const typedNetwork = (json: unknown): GoValue => decode(NETWORK, json);
