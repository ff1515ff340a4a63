import { entry } from '../entry.ts';

const quoted = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ');
const didYouMean = ({ near }: { near: readonly string[] }) =>
  near.length === 0 ? undefined : `did you mean ${near.map((name) => `\`${name}\``).join(' or ')}?`;
/** More than these are no help. */
const MOST_NAMES = 8;
const article = (noun: string) => (/^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`);

/** E10xx: attributes, values and names. */
const bindings = {
  E1001: entry<{ attribute: string; block: string; near: readonly string[]; known: readonly string[] }>({
    severity: 'error',
    title: 'unknown attribute',
    message: ({ attribute, block }) => `${article(block)} has no attribute \`${attribute}\``,
    help: ({ near, known }) => didYouMean({ near }) ?? `it has ${quoted(known)}`,
  }),
  E1002: entry<{ attribute: string; expected: string; found: string }>({
    severity: 'error',
    title: 'a value of the wrong kind',
    message: ({ attribute, expected, found }) => `\`${attribute}\` takes ${expected}, not \`${found}\``,
  }),
  E1003: entry<{ attribute: string; expected: string; block?: readonly string[] }>({
    severity: 'error',
    title: 'too few or too many values',
    message: ({ attribute, expected }) => `\`${attribute}\` takes ${expected}`,
    help: ({ attribute, block }) =>
      block &&
      `what else is to be said stands in a block: \`${attribute} ... { ... }\` with ${quoted(block)}`,
  }),
  E1004: entry<{ attribute: string; block: string }>({
    severity: 'error',
    title: 'an attribute given twice',
    message: ({ attribute, block }) => `\`${attribute}\` stands twice in this ${block}`,
    help: () => 'keep one of the two',
  }),
  E1005: entry<{ name: string; wanted: string; near: readonly string[]; known?: readonly string[] }>({
    severity: 'error',
    title: 'unknown name',
    message: ({ name, wanted }) => `there is no ${wanted} \`${name}\``,
    help: ({ name, near, known = [] }) => {
      if (/^(dockerd?|daemon)$/.test(name))
        return 'the engine of a host is its daemon: `restart daemon of HOST`';
      return (
        didYouMean({ near }) ??
        (known.length === 0 ? undefined : `there is ${quoted(known.slice(0, MOST_NAMES))}`)
      );
    },
  }),
  E1006: entry<{ name: string; kind: string; where: string }>({
    severity: 'error',
    title: 'a name given twice',
    message: ({ name, kind, where }) => `${article(kind)} \`${name}\` is already declared${where}`,
    help: () => 'give one of them another name',
  }),
  E1007: entry<{ name: string; kind: string; wanted: string }>({
    severity: 'error',
    title: 'a name of another kind',
    message: ({ name, kind, wanted }) => `\`${name}\` is ${article(kind)}; ${article(wanted)} is wanted here`,
  }),
  E1008: entry<{ name: string; what: string }>({
    severity: 'error',
    title: 'a name used before it is declared',
    message: ({ name, what }) => `${what} \`${name}\` is declared further down, so it does not exist yet`,
    help: () => 'move this below the declaration',
  }),
  E1009: entry<{ block: string; name: string; attribute: string }>({
    severity: 'error',
    title: 'a missing attribute',
    message: ({ block, name, attribute }) => `${block} \`${name}\` needs \`${attribute}\``,
  }),
  E1010: entry<{ name: string }>({
    severity: 'error',
    title: 'a name that Docker refuses',
    message: ({ name }) => `\`${name}\` cannot be the name of a container`,
    help: () => 'two characters or more: a letter or digit, then letters, digits, `_`, `.` or `-`',
  }),
  E1011: entry<{ version: string; known: readonly string[] }>({
    severity: 'error',
    title: 'unknown engine version',
    message: ({ version }) => `Docker Engine \`${version}\` is not known`,
    help: ({ known }) => `known are ${quoted(known)}`,
  }),
  E1012: entry<{ key: string; near: readonly string[] }>({
    severity: 'error',
    title: 'unknown key of daemon.json',
    message: ({ key }) => `daemon.json has no key \`${key}\``,
    help: didYouMean,
  }),
  E1013: entry<{ feature: string; known: readonly string[] }>({
    severity: 'error',
    title: 'unknown kernel feature',
    message: ({ feature }) => `\`${feature}\` is no kernel feature that can be left out`,
    help: ({ known }) => `known are ${quoted(known)}`,
  }),
  E1014: entry<{ id: string }>({
    severity: 'error',
    title: 'unknown statement of the tutorial',
    message: ({ id }) => `there is no statement \`${id}\``,
    help: () => 'statements are T1 to T47',
  }),
  E1015: entry<{ what: string; where: string }>({
    severity: 'error',
    title: 'a statement in the wrong place',
    message: ({ what, where }) => `${what} cannot stand ${where}`,
    help: () => 'move it to the top of the scenario',
  }),
  E1016: entry<{ what: string; hosts: readonly string[] }>({
    severity: 'error',
    title: 'several hosts to choose from',
    message: ({ what }) => `${what} needs a host: the scenario has several`,
    help: ({ hosts }) => `say \`host\` and one of ${quoted(hosts)}`,
  }),
  E1017: entry<{ what: string; name: string }>({
    severity: 'info',
    title: 'declared and never used',
    message: ({ what, name }) => `${what} \`${name}\` is never used`,
  }),
} as const;

/** E11xx: addresses and subnets. */
const addresses = {
  E1101: entry<{ subnet: string; network: string }>({
    severity: 'warning',
    title: 'a subnet with host bits',
    message: ({ subnet }) => `\`${subnet}\` is an address inside a subnet, not the subnet itself`,
    help: ({ network }) => `the subnet is \`${network}\``,
  }),
  E1102: entry<{ what: string; address: string; subnet: string }>({
    severity: 'error',
    title: 'an address outside the subnet',
    message: ({ what, address, subnet }) => `${what} \`${address}\` is not in the subnet ${subnet}`,
  }),
  E1103: entry<{ address: string; where: string }>({
    severity: 'error',
    title: 'an address given twice',
    message: ({ address, where }) => `\`${address}\` is given twice on ${where}`,
  }),
  E1104: entry<{ subnet: string; other: string; network: string }>({
    severity: 'error',
    title: 'overlapping subnets',
    message: ({ subnet, other, network }) => `${subnet} overlaps ${other} of network \`${network}\``,
  }),
  E1105: entry<{ address: string; network: string }>({
    severity: 'error',
    title: 'a static address without a subnet',
    message: ({ address, network }) =>
      `${address} cannot be asked for: network \`${network}\` has no subnet of its own`,
    help: ({ network }) => `give network \`${network}\` a subnet`,
  }),
  E1106: entry<{ address: string; subnet: string; reason: string }>({
    severity: 'error',
    title: 'an address that cannot be given',
    message: ({ address, subnet, reason }) => `\`${address}\` is the ${reason} of ${subnet}`,
  }),
  E1107: entry<{ attribute: string }>({
    severity: 'error',
    title: 'an option without its subnet',
    message: ({ attribute }) => `\`${attribute}\` needs a subnet`,
    help: () => 'the docker client says: every ip-range or gateway must have a corresponding subnet',
  }),
  E1108: entry<{ address: string }>({
    severity: 'warning',
    title: 'an address in no subnet',
    message: ({ address }) => `\`${address}\` is in no subnet of this scenario`,
  }),
  E1109: entry<{ address: string; network: string }>({
    severity: 'error',
    title: 'a static address on the default bridge',
    message: ({ address, network }) => `${address} cannot be asked for on \`${network}\``,
    help: () => 'only user-defined networks take an address',
  }),
} as const;

/** E12xx: ports. */
const ports = {
  E1201: entry<{ port: string }>({
    severity: 'error',
    title: 'a port out of range',
    message: ({ port }) => `${port} is no port: ports are 1 to 65535`,
  }),
  E1202: entry<{ ports: string }>({
    severity: 'error',
    title: 'port ranges that do not fit',
    message: ({ ports: text }) => `the ranges of \`${text}\` have different lengths`,
    help: () => 'as many host ports as container ports, or one container port',
  }),
  E1203: entry<{ port: string; container: string }>({
    severity: 'warning',
    title: 'a host port published twice',
    message: ({ port, container }) => `port ${port} is already published by \`${container}\``,
    help: () => 'the engine refuses to start the second: port is already allocated',
  }),
  E1204: entry<{ mode: string }>({
    severity: 'warning',
    title: 'a published port without effect',
    message: ({ mode }) => `a published port has no effect on ${mode}`,
  }),
  E1205: entry<{ option: string; mode: string; text: string }>({
    severity: 'error',
    title: 'an option that the network mode forbids',
    message: ({ option, mode }) => `\`${option}\` cannot be used with ${mode}`,
    help: ({ text }) => `the engine says: ${text}`,
  }),
} as const;

/** E13xx: suspicious, though nothing forbids it. */
const suspicions = {
  E1301: entry<{ published: string; engine: string }>({
    severity: 'warning',
    title: 'a port published on loopback can be reached from the LAN',
    message: ({ published, engine }) =>
      `\`${published}\` is bound to loopback, but engine ${engine} lets neighbours on the LAN route to the container`,
    help: () => 'a neighbour with a route to the container network reaches it (moby#45610)',
  }),
  E1302: entry<{ count: number }>({
    severity: 'warning',
    title: 'a large range of published ports',
    message: ({ count }) => `${count} ports are published, each with a proxy process of its own`,
    help: () => 'host mode, or `daemon { userland-proxy false }` (moby#11185)',
  }),
  E1303: entry<{ count: number }>({
    severity: 'warning',
    title: 'an even number of managers',
    message: ({ count }) => `${count} managers survive no more losses than ${count - 1} would`,
    help: () => 'an odd number of managers (moby#41250)',
  }),
  E1304: entry<{ address: string; network: string }>({
    severity: 'warning',
    title: 'a static address that others may take',
    message: ({ address, network }) =>
      `\`${address}\` lies where network \`${network}\` takes addresses for others from`,
    help: () => 'give the network an ip-range that leaves it out (compose#10926)',
  }),
} as const;

/** E1xxx: names, kinds and values do not fit together. */
export const names = { ...bindings, ...addresses, ...ports, ...suspicions } as const;
