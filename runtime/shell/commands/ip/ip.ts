import type { Family } from '../../../address/ip.ts';
import { linkByName } from '../../../kernel/link-registry.ts';
import type { Command, Terminal, Tools } from '../../command.ts';
import { type CommandResult, fail, succeed } from '../../language/command-result.ts';
import { changeAddress, changeLink, changeRoute, createLink, removeLink } from './change.ts';
import { type IpOptions, parseIpOptions } from './options.ts';
import { showAddresses } from './show-address.ts';
import { showLinks } from './show-link.ts';
import { showNeighbours } from './show-neighbour.ts';
import { showLocalTable, showRoutes, showRules } from './show-route.ts';
import { routeGet } from './show-route-get.ts';
import { showXfrm } from './show-xfrm.ts';

type ObjectCommand = (args: readonly string[], terminal: Terminal, options: IpOptions) => CommandResult;

/** iproute2 takes any beginning of a word: `ip a s`, `ip r`. */
const begins = (whole: string, word: string | undefined): boolean =>
  word !== undefined && word !== '' && whole.startsWith(word);
const isShow = (word: string | undefined): boolean =>
  word === undefined || begins('show', word) || begins('list', word) || word === 'lst';

const unknown = (object: string, verb: string | undefined): CommandResult =>
  fail(255, `Command "${verb ?? ''}" is unknown, try "ip ${object} help".\n`);

/** The device that a listing is narrowed to; false when it is not there. */
function deviceOf(terminal: Terminal, words: readonly string[]): string | undefined | false {
  const name = words[0] === 'dev' ? words[1] : words[0];
  if (name === undefined) return undefined;
  return linkByName(terminal.world.kernel, terminal.netns, name) === undefined ? false : name;
}

const noDevice = (words: readonly string[]): CommandResult =>
  fail(1, `Device "${words[0] === 'dev' ? words[1] : words[0]}" does not exist.\n`);
const namespaceOf = ({ world, netns }: Terminal) => world.kernel.namespaces.get(netns)!;

const address: ObjectCommand = (args, terminal, options) => {
  const [verb, ...rest] = args;
  if (begins('add', verb)) return changeAddress(terminal, 'add', rest);
  if (begins('delete', verb)) return changeAddress(terminal, 'del', rest);
  const words = isShow(verb) ? rest : verb === 'dev' ? args : undefined;
  if (words === undefined) return unknown('address', verb);
  const device = deviceOf(terminal, words);
  if (device === false) return noDevice(words);
  return succeed(showAddresses(terminal.world.kernel, namespaceOf(terminal), terminal, options, device));
};

const link: ObjectCommand = (args, terminal, options) => {
  const [verb, ...rest] = args;
  if (begins('add', verb)) return createLink(terminal, rest);
  if (begins('set', verb)) return changeLink(terminal, rest);
  if (begins('delete', verb)) return removeLink(terminal, rest);
  if (!isShow(verb)) return unknown('link', verb);
  const only: { device?: string; master?: string; type?: string } = {};
  const words = [...rest];
  for (const key of ['master', 'type'] as const) {
    const at = words.indexOf(key);
    if (at >= 0) only[key] = words.splice(at, 2)[1] ?? '';
  }
  const device = deviceOf(terminal, words);
  if (device === false) return noDevice(words);
  if (device !== undefined) only.device = device;
  return succeed(showLinks(terminal.world.kernel, namespaceOf(terminal), terminal, options, only));
};

const route: ObjectCommand = (args, terminal, options) => {
  const [verb, ...rest] = args;
  const family = options.family ?? 4;
  if (begins('add', verb)) return changeRoute(terminal, 'add', rest, family);
  if (begins('delete', verb)) return changeRoute(terminal, 'del', rest, family);
  if (begins('replace', verb)) return changeRoute(terminal, 'replace', rest, family);
  if (begins('get', verb)) return routeGet(terminal, rest[0] ?? '');
  if (!isShow(verb)) return unknown('route', verb);
  return listRoutes(rest, terminal, family);
};

/** `[table main|local] [default] [dev LINK]` */
function listRoutes(words: readonly string[], terminal: Terminal, family: Family): CommandResult {
  const rest = [...words];
  const at = rest.indexOf('table');
  const table = at < 0 ? 'main' : (rest.splice(at, 2)[1] ?? '');
  if (!['main', 'local', 'default', '254', '255', '253'].includes(table))
    return fail(255, `Error: argument "${table}" is wrong: table id value is invalid\n`);
  const onlyDefault = rest[0] === 'default';
  if (onlyDefault) rest.shift();
  if (rest.length > 0 && rest[0] !== 'dev')
    return fail(1, `Error: any valid prefix is expected rather than "${rest[0]}".\n`);
  const device = deviceOf(terminal, rest);
  if (device === false) return fail(1, `Cannot find device "${rest[1]}"\n`);
  const [kernel, netns] = [terminal.world.kernel, namespaceOf(terminal)];
  if (table === 'local' || table === '255') return succeed(showLocalTable(kernel, netns, family));
  if (table === 'default' || table === '253') return succeed('');
  return succeed(
    showRoutes(kernel, netns, terminal, family, { onlyDefault, ...(device !== undefined && { device }) }),
  );
}

const neighbour: ObjectCommand = (args, terminal) => {
  const [verb, ...rest] = args;
  if (!isShow(verb)) return unknown('neigh', verb);
  const device = deviceOf(terminal, rest);
  if (device === false) return noDevice(rest);
  return succeed(showNeighbours(terminal.world.kernel, namespaceOf(terminal), device));
};

const rule: ObjectCommand = (args, _, options) =>
  isShow(args[0]) ? succeed(showRules(options.family ?? 4)) : unknown('rule', args[0]);

const xfrm: ObjectCommand = (args, terminal) => {
  const [what, verb] = args;
  if (!isShow(verb)) return unknown('xfrm', verb);
  if (begins('policy', what)) return succeed(showXfrm(namespaceOf(terminal), 'policy'));
  if (begins('state', what)) return succeed(showXfrm(namespaceOf(terminal), 'state'));
  return unknown('xfrm', what);
};

/** `ip OBJECT`, in the order in which abbreviations are tried. */
const OBJECTS: readonly (readonly [name: string, command: ObjectCommand])[] = [
  ['address', address],
  ['link', link],
  ['route', route],
  ['rule', rule],
  ['neighbour', neighbour],
  ['neighbor', neighbour],
  ['xfrm', xfrm],
];

/** `ip` of iproute2, and of busybox where an image brings it. */
export const ip: Command = (args, terminal) => {
  if (args[0] === '-V' || args[0] === '-Version') return succeed(VERSIONS[terminal.tools]);
  const parsed = parseIpOptions(args);
  if (parsed.kind === 'unknown') return fail(255, `Option "${parsed.option}" is unknown, try "ip -help".\n`);
  const [object, ...rest] = parsed.rest;
  const found = OBJECTS.find(([name]) => begins(name, object));
  if (found === undefined)
    return fail(
      1,
      `Object "${object ?? ''}" is unknown, try "ip help". dnet simulates ${OBJECTS.map(([name]) => name).join(', ')}.\n`,
    );
  if (terminal.mayConfigure === false && changes(rest[0])) return notPermitted(found[0], rest);
  return found[1](rest, terminal, parsed.options);
};

const changes = (verb: string | undefined): boolean =>
  ['add', 'delete', 'del', 'set', 'replace', 'flush', 'change', 'append'].some((word) =>
    begins(word, verb),
  ) && !isShow(verb);

/** What the kernel says to busybox without NET_ADMIN: `ip link set` asks by ioctl, the others by netlink. */
function notPermitted(object: string, [verb, ...rest]: readonly string[]): CommandResult {
  const asked =
    object !== 'link' || !begins('set', verb)
      ? 'RTNETLINK answers'
      : rest.includes('mtu')
        ? 'SIOCSIFMTU'
        : 'SIOCSIFFLAGS';
  return fail(2, `ip: ${asked}: Operation not permitted\n`);
}

const VERSIONS: { readonly [T in Tools]: string } = {
  'debian-12': 'ip utility, iproute2-6.1.0, libbpf 1.1.0\n',
  'debian-13': 'ip utility, iproute2-6.15.0, libbpf 1.5.0\n',
  busybox: 'ip: BusyBox\n',
};
