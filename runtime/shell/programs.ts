import { advanceTo } from '../time/advance.ts';
import type { Command, Terminal } from './command.ts';
import { brctl } from './commands/brctl.ts';
import { bridge } from './commands/bridge.ts';
import { dockerCompose } from './commands/compose/compose.ts';
import { docker } from './commands/docker/docker.ts';
import { env } from './commands/env.ts';
import { hostname } from './commands/hostname.ts';
import { ip } from './commands/ip/ip.ts';
import { ip6tables, ip6tablesSave, iptables, iptablesSave } from './commands/iptables/iptables.ts';
import { ipvsadm, ipvsadmSave } from './commands/ipvsadm.ts';
import { ls } from './commands/ls.ts';
import { dig } from './commands/net/dig.ts';
import { getent } from './commands/net/getent.ts';
import { curl, wget } from './commands/net/http.ts';
import { nc } from './commands/net/nc.ts';
import { arp, ifconfig, netstat, route } from './commands/net/net-tools.ts';
import { nslookup } from './commands/net/nslookup.ts';
import { ping, ping6 } from './commands/net/ping.ts';
import { traceroute } from './commands/net/traceroute.ts';
import { nsenter } from './commands/nsenter.ts';
import { bash, sh } from './commands/sh.ts';
import { ss } from './commands/ss.ts';
import { sysctl } from './commands/sysctl.ts';
import type { CommandResult } from './language/command-result.ts';
import { textTools } from './text-tools/text-tools.ts';

/** Programs of every machine and image: a new one is a line here. */
const EVERYWHERE: { readonly [name: string]: Command } = {
  arp,
  ash: sh,
  bash,
  curl,
  dash: sh,
  dig,
  env,
  getent,
  hostname,
  ifconfig,
  ip,
  ls,
  nc,
  netstat,
  nslookup,
  ping,
  ping6,
  route,
  sh,
  traceroute,
  wget,
};

/** Programs that a host has and an image has not. */
const ON_MACHINES: { readonly [name: string]: Command } = {
  brctl,
  bridge,
  docker,
  'docker-compose': dockerCompose,
  ip6tables,
  'ip6tables-save': ip6tablesSave,
  ipvsadm,
  'ipvsadm-save': ipvsadmSave,
  iptables,
  'iptables-save': iptablesSave,
  nsenter,
  ss,
  sysctl,
};

/** The programs that exist at a terminal, for completion and `help`. */
export function programNames(terminal: Terminal): string[] {
  const own = terminal.tools === 'busybox' ? EVERYWHERE : { ...EVERYWHERE, ...ON_MACHINES };
  return [...Object.keys(own), ...textTools.keys()]
    .filter((name) => terminal.programs?.has(name) ?? true)
    .sort();
}

/** Runs one program at a terminal; undefined when there is none of that name. */
export function runProgram(
  argv: readonly string[],
  terminal: Terminal,
  stdin: string,
): CommandResult | undefined {
  const [path = '', ...args] = argv;
  const name = path.replace(/^\/(usr\/)?s?bin\//, '');
  if (terminal.programs !== undefined && !terminal.programs.has(name)) return undefined;
  const command = EVERYWHERE[name] ?? (terminal.tools === 'busybox' ? undefined : ON_MACHINES[name]);
  if (command !== undefined) return command(args, terminal, stdin);
  const tool = textTools.get(name);
  return tool?.(args, stdin, {
    busybox: terminal.tools === 'busybox',
    readFile: terminal.readFile,
    writeFile: terminal.writeFile,
    sleep: (seconds) => advanceTo(terminal.world, terminal.world.now + seconds * 1000),
    exec: (words, input) => runProgram(words, terminal, input),
  });
}
