import type { Netns } from '../../kernel/kernel.ts';
import type { Command, Terminal } from '../command.ts';
import { fail, succeed } from '../language/command-result.ts';
import { linksOf } from './ip/link-line.ts';

/** The folders whose content the simulation knows: network interfaces and dockerd's namespaces. */
const FOLDERS: { readonly [path: string]: (terminal: Terminal) => readonly string[] } = {
  '/sys/class/net': ({ world, netns }) =>
    linksOf(world.kernel, world.kernel.namespaces.get(netns)!).map((link) => link.name),
  '/run/docker/netns': ({ world, machine, container }) =>
    container === undefined
      ? [...world.kernel.namespaces.values()]
          .filter((ns: Netns) => ns.machine === machine && ns.name !== '')
          .map((ns) => ns.name)
      : [],
};

/** `ls` of the folders that networking is seen in. */
export const ls: Command = (args, terminal) => {
  const paths = args.filter((arg) => !arg.startsWith('-'));
  const flag = args.find((arg) => arg.startsWith('-') && !/^-[1a]+$/.test(arg));
  if (flag !== undefined) return fail(2, `ls: dnet knows -1 and -a, not '${flag}'\n`);
  let [stdout, stderr] = ['', ''];
  for (const path of paths) {
    const list = FOLDERS[path.replace(/\/$/, '').replace(/^\/var\/run\//, '/run/')];
    if (list !== undefined)
      stdout += [...list(terminal)]
        .sort()
        .map((name) => `${name}\n`)
        .join('');
    else if (terminal.readFile(path) !== undefined) stdout += `${path}\n`;
    else
      stderr += `ls: cannot access '${path}': No such file or directory (dnet knows ${Object.keys(FOLDERS).join(', ')})\n`;
  }
  return stderr === '' ? succeed(stdout) : { stdout, stderr, rc: 2 };
};
