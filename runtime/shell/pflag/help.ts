import type { CommandSpec, FlagSpec, GroupSpec } from './spec.ts';
import { wrapUsage } from './wrap-usage.ts';

/** docker wraps help at the terminal's width less one; without a terminal it takes 80. */
const columns = 79;

/** `docker network create --help`. */
export function renderHelp(spec: CommandSpec): string {
  const aliases = spec.aliases ? `\nAliases:\n  ${spec.aliases.join(', ')}\n` : '';
  const options = renderFlags(spec.flags);
  const optionsPart = options === '' ? '' : `\nOptions:\n${options}`;
  return `Usage:  ${spec.usage}\n\n${spec.short}\n${aliases}${optionsPart}`;
}

/** `docker network` and `docker network --help`. */
export function renderGroupHelp(group: GroupSpec): string {
  // cobra pads command names to at least 11 columns.
  const width = Math.max(11, ...group.commands.map(({ name }) => name.length));
  const sorted = [...group.commands].sort((a, b) => (a.name < b.name ? -1 : 1));
  const lines = sorted.map(({ name, short }) => `  ${name.padEnd(width)} ${short}\n`).join('');
  return (
    `Usage:  ${group.path} COMMAND\n\n${group.short}\n\nCommands:\n${lines}\n` +
    `Run '${group.path} COMMAND --help' for more information on a command.\n`
  );
}

function renderFlags(flags: readonly FlagSpec[]): string {
  const shown = flags.filter((flag) => !flag.hidden && flag.deprecated === undefined);
  const sorted = [...shown].sort((a, b) => (a.name < b.name ? -1 : 1));
  const heads = sorted.map(flagHead);
  const indent = Math.max(0, ...heads.map((head) => head.length)) + 3;
  const lines = sorted.map((flag, index) => {
    const usage = wrapUsage(flag.usage + shownDefault(flag), indent, columns);
    return `${(heads[index] ?? '').padEnd(indent)}${usage}\n`;
  });
  return lines.join('');
}

function flagHead(flag: FlagSpec): string {
  const start = flag.shorthand ? `  -${flag.shorthand}, --${flag.name}` : `      --${flag.name}`;
  const type = flag.typeName ?? valueNames[flag.type];
  return type === '' ? start : `${start} ${type}`;
}

const valueNames: Readonly<Record<FlagSpec['type'], string>> = {
  bool: '',
  string: 'string',
  int: 'int',
  uint: 'uint',
  uint16: 'uint16',
  float: 'float',
  duration: 'duration',
  strings: 'strings',
  list: 'list',
  map: 'map',
};

const zeroValues: ReadonlySet<string> = new Set(['', '0', '0s', 'false', '[]']);

function shownDefault(flag: FlagSpec): string {
  if (flag.shownDefault !== undefined)
    return flag.shownDefault === '' ? '' : ` (default ${flag.shownDefault})`;
  if (flag.type === 'map') return ' (default map[])';
  if (flag.default === undefined || zeroValues.has(flag.default)) return '';
  return flag.type === 'string' ? ` (default "${flag.default}")` : ` (default ${flag.default})`;
}
