import { cidr } from '../../../address/cidr.ts';
import { parseIp } from '../../../address/ip.ts';
import { parseMac } from '../../../address/mac.ts';
import { addAddress, deleteAddress } from '../../../kernel/addresses.ts';
import type { Answer } from '../../../kernel/answer.ts';
import type { Link } from '../../../kernel/kernel.ts';
import { linkByName } from '../../../kernel/link-registry.ts';
import {
  addLink,
  addVethPair,
  deleteLink,
  moveLink,
  renameLink,
  setDown,
  setMac,
  setMaster,
  setMtu,
  setUp,
} from '../../../kernel/links.ts';
import { findNetns } from '../../../kernel/namespaces.ts';
import { addRoute, deleteRoute, type RouteSpec } from '../../../kernel/routes.ts';
import { randomMac } from '../../../random.ts';
import type { Terminal } from '../../command.ts';
import { type CommandResult, fail, succeed } from '../../language/command-result.ts';

const garbage = (word: string | undefined, help: string): CommandResult =>
  fail(255, `Error: either "local" is duplicate, or "${word ?? ''}" is a garbage.\n${help}`);
const answered = (answer: Answer): CommandResult => (answer.ok ? succeed('') : fail(2, `${answer.error}\n`));

/** The word after `key`, taken out of the list. */
function take(words: string[], key: string): string | undefined {
  const at = words.indexOf(key);
  return at < 0 ? undefined : words.splice(at, 2)[1];
}

const missing = (name: string | undefined): CommandResult => fail(1, `Cannot find device "${name ?? ''}"\n`);

/** `ip address add|del ADDRESS dev LINK [brd +]` */
export function changeAddress(
  { world, netns }: Terminal,
  verb: 'add' | 'del',
  args: readonly string[],
): CommandResult {
  const words = [...args];
  const device = take(words, 'dev');
  const broadcast = take(words, 'brd') ?? take(words, 'broadcast');
  const [text = '', ...rest] = words;
  const [ip, length] = [parseIp(text.split('/')[0]!), text.split('/')[1]];
  if (ip === undefined) return fail(1, `Error: any valid prefix is expected rather than "${text}".\n`);
  if (rest.length > 0) return garbage(rest[0], '');
  const link = device === undefined ? undefined : linkByName(world.kernel, netns, device);
  if (link === undefined)
    return device === undefined
      ? fail(255, 'Not enough information: "dev" argument is required.\n')
      : missing(device);
  const bits = length === undefined ? (typeof ip === 'number' ? 32 : 128) : Number(length);
  if (verb === 'del')
    return answered(deleteAddress(world.kernel, link.id, ip, length === undefined ? undefined : bits));
  return answered(
    addAddress(world.kernel, link.id, {
      ip,
      length: bits,
      ...(broadcast === undefined ? { broadcast: null } : {}),
    }),
  );
}

/** `ip route add|del|replace DESTINATION [via GATEWAY] [dev LINK] [src ADDRESS] [metric N]` */
export function changeRoute(
  { world, netns }: Terminal,
  verb: 'add' | 'del' | 'replace',
  args: readonly string[],
  family: 4 | 6,
): CommandResult {
  const words = [...args];
  const [via, device, source, metric] = ['via', 'dev', 'src', 'metric'].map((key) => take(words, key));
  const type = ['unreachable', 'blackhole', 'prohibit'].find(
    (word) => word === words[0],
  ) as RouteSpec['type'];
  const text = words[type === undefined ? 0 : 1] ?? '';
  const [ip, length] =
    text === 'default' ? [family === 4 ? 0 : 0n, '0'] : [parseIp(text.split('/')[0]!), text.split('/')[1]];
  if (ip === undefined) return fail(1, `Error: any valid prefix is expected rather than "${text}".\n`);
  const gateway = via === undefined ? undefined : parseIp(via);
  if (via !== undefined && gateway === undefined)
    return fail(1, `Error: any valid address is expected rather than "${via}".\n`);
  const link = device === undefined ? undefined : linkByName(world.kernel, netns, device);
  if (device !== undefined && link === undefined) return missing(device);
  const bits = length === undefined ? (typeof ip === 'number' ? 32 : 128) : Number(length);
  const destination = cidr(ip, bits);
  if (destination.base !== ip) return fail(2, 'Error: Invalid prefix for given prefix length.\n');
  const from = source === undefined ? undefined : parseIp(source);
  const spec: RouteSpec = {
    destination,
    ...(gateway === undefined ? {} : { via: gateway }),
    ...(link === undefined ? {} : { link: link.id }),
    ...(from === undefined ? {} : { source: from }),
    ...(metric === undefined ? {} : { metric: Number(metric) }),
    ...(type === undefined ? {} : { type }),
  };
  if (verb === 'del') return answered(deleteRoute(world.kernel, netns, spec));
  if (verb === 'replace') deleteRoute(world.kernel, netns, { destination });
  return answered(addRoute(world.kernel, netns, spec));
}

/** `ip link add NAME type KIND ...` */
export function createLink({ world, netns }: Terminal, args: readonly string[]): CommandResult {
  const words = [...args];
  const named = take(words, 'name');
  const parent = take(words, 'link');
  const at = words.indexOf('type');
  const kind = words[at + 1];
  const name = named ?? words[0] ?? '';
  const options = words.slice(at + 2);
  if (at < 0 || kind === undefined) return fail(255, 'Not enough information: "type" argument is required\n');
  if (linkByName(world.kernel, netns, name) !== undefined) return fail(2, 'RTNETLINK answers: File exists\n');
  const upper = parent === undefined ? undefined : linkByName(world.kernel, netns, parent);
  if (parent !== undefined && upper === undefined) return missing(parent);
  const common = { name, queueLength: 1000, mac: randomMac(world.random) };
  const { kernel } = world;
  switch (kind) {
    case 'bridge':
      addLink(kernel, netns, { ...common, kind: 'bridge', handMade: true });
      return succeed('');
    case 'dummy':
      addLink(kernel, netns, { ...common, kind: 'dummy' });
      return succeed('');
    case 'veth':
      addVethPair(kernel, netns, common, {
        name: take(options, 'name') ?? 'veth0',
        queueLength: 1000,
        mac: randomMac(world.random),
      });
      return succeed('');
    case 'vlan':
    case 'macvlan':
      if (upper === undefined)
        return fail(255, `Not enough information: "link" argument is required for ${kind}\n`);
      addLink(
        kernel,
        netns,
        kind === 'vlan'
          ? { ...common, kind, parent: upper.id, vlan: Number(take(options, 'id') ?? '0') }
          : { ...common, kind, parent: upper.id, mode: (take(options, 'mode') ?? 'vepa') as 'bridge' },
      );
      return succeed('');
    default:
      return fail(2, `Error: Unknown device type. dnet makes bridge, dummy, veth, vlan and macvlan links.\n`);
  }
}

/** `ip link set [dev] NAME up|down|mtu N|address MAC|master BRIDGE|nomaster|name NEW|netns NAME` */
export function changeLink(terminal: Terminal, args: readonly string[]): CommandResult {
  const words = args[0] === 'dev' ? args.slice(1) : [...args];
  const link = linkByName(terminal.world.kernel, terminal.netns, words[0] ?? '');
  if (link === undefined) return missing(words[0]);
  for (let i = 1; i < words.length; i++) {
    const taken = applyChange(terminal, link, words[i]!, words[i + 1]);
    if (typeof taken !== 'number') return taken;
    i += taken;
  }
  return succeed('');
}

/** Applies one word of `ip link set`; how many values it took, or what went wrong. */
function applyChange(
  { world, netns, machine }: Terminal,
  link: Link,
  word: string,
  value: string | undefined,
): number | CommandResult {
  const { kernel } = world;
  switch (word) {
    case 'up':
      setUp(kernel, link.id);
      return 0;
    case 'down':
      setDown(kernel, link.id);
      return 0;
    case 'nomaster':
      setMaster(kernel, link.id, undefined);
      return 0;
    case 'mtu':
      setMtu(kernel, link.id, Number(value));
      return 1;
    case 'address': {
      const mac = parseMac(value ?? '');
      if (mac === undefined) return fail(1, `"${value ?? ''}" is invalid lladdr.\n`);
      setMac(kernel, link.id, mac);
      return 1;
    }
    case 'name':
      renameLink(kernel, link.id, value ?? link.name);
      return 1;
    case 'master': {
      const bridge = linkByName(kernel, netns, value ?? '');
      if (bridge === undefined)
        return fail(255, `Error: argument "${value ?? ''}" is wrong: Device does not exist\n`);
      setMaster(kernel, link.id, bridge.id);
      return 1;
    }
    case 'netns': {
      const target = findNetns(kernel, machine, value ?? '');
      if (target === undefined) return fail(255, `Error: Invalid "netns" value "${value ?? ''}"\n`);
      if (target.id !== netns && target.linksByName.has(link.name))
        return fail(2, 'RTNETLINK answers: File exists\n');
      moveLink(kernel, link.id, target.id);
      return 1;
    }
    default:
      return fail(255, `Error: either "dev" is duplicate, or "${word}" is a garbage.\n`);
  }
}

/** `ip link del NAME` */
export function removeLink({ world, netns }: Terminal, args: readonly string[]): CommandResult {
  const name = args[0] === 'dev' ? args[1] : args[0];
  const link = linkByName(world.kernel, netns, name ?? '');
  if (link === undefined) return missing(name);
  if (link.kind === 'loopback' || link.kind === 'nic')
    return fail(2, 'RTNETLINK answers: Operation not supported\n');
  deleteLink(world.kernel, link.id);
  return succeed('');
}
