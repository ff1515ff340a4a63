import { linkByName } from '../../../kernel/carrier.ts';
import type { Command, Terminal } from '../../command.ts';
import { type CommandResult, fail, succeed } from '../../language/command-result.ts';
import { changeAddress, changeLink, changeRoute, createLink, removeLink } from './change.ts';
import { type IpOptions, parseIpOptions } from './options.ts';
import { showAddresses } from './show-address.ts';
import { showLinks } from './show-link.ts';
import { showNeighbours } from './show-neighbour.ts';
import { showRoutes, showRules } from './show-route.ts';
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
  const device = deviceOf(terminal, rest);
  if (device === false) return noDevice(rest);
  return succeed(showRoutes(terminal.world.kernel, namespaceOf(terminal), terminal, family, device));
};

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
  const parsed = parseIpOptions(args);
  if (parsed.kind === 'unknown') return fail(255, `Option "${parsed.option}" is unknown, try "ip -help".\n`);
  const [object, ...rest] = parsed.rest;
  const found = OBJECTS.find(([name]) => begins(name, object));
  if (found === undefined)
    return fail(
      255,
      `Object "${object ?? ''}" is unknown, try "ip help". dnet simulates ${OBJECTS.map(([name]) => name).join(', ')}.\n`,
    );
  return found[1](rest, terminal, parsed.options);
};
