import type { Command } from '../../command.ts';
import { type CommandResult, fail, succeed } from '../../language/command-result.ts';
import { unknownCommand } from '../../pflag/complaints.ts';
import { renderGroupHelp } from '../../pflag/help.ts';
import { parseArgs } from '../../pflag/parse-args.ts';
import type { GroupSpec } from '../../pflag/spec.ts';
import { compose } from '../compose/compose.ts';
import type { DockerCommand } from './docker-command.ts';
import { exec } from './exec.ts';
import { info, version } from './info.ts';
import { inspect, inspectContainer, inspectNetwork } from './inspect.ts';
import {
  kill,
  pause,
  pruneContainers,
  rename,
  restart,
  rm,
  start,
  stop,
  unpause,
  wait,
} from './lifecycle.ts';
import { logs } from './logs.ts';
import { connect, createNetwork, disconnect, listNetworks, prune, removeNetwork } from './network.ts';
import { demote, inspectNode, listNodes, promote, removeNode, updateNode } from './node.ts';
import { port } from './port.ts';
import { ps } from './ps.ts';
import { create, run } from './run.ts';
import {
  createService,
  inspectService,
  listServices,
  removeServiceCommand,
  rollbackService,
  scaleService,
  updateServiceCommand,
} from './service.ts';
import { logsOfService } from './service-logs.ts';
import { deployStack, listServicesOfStack, listStacks, listTasksOfStack, removeStack } from './stack.ts';
import {
  initSwarm,
  joinSwarm,
  joinToken,
  leaveSwarm,
  showUnlockKey,
  swarmAuthority,
  unlockSwarm,
  updateSwarm,
} from './swarm.ts';
import { listTasksOfNodes, listTasksOfServices } from './task-list.ts';

/** Every subcommand by its words; a new one is a line here. */
const COMMANDS: ReadonlyMap<string, DockerCommand> = new Map(
  Object.entries({
    create,
    exec,
    info,
    inspect,
    kill,
    logs,
    pause,
    port,
    ps,
    rename,
    restart,
    rm,
    run,
    start,
    stop,
    unpause,
    version,
    wait,
    'container create': create,
    'container exec': exec,
    'container inspect': inspectContainer,
    'container kill': kill,
    'container logs': logs,
    'container ls': ps,
    'container list': ps,
    'container ps': ps,
    'container pause': pause,
    'container port': port,
    'container prune': pruneContainers,
    'container rename': rename,
    'container restart': restart,
    'container rm': rm,
    'container run': run,
    'container start': start,
    'container stop': stop,
    'container unpause': unpause,
    'container wait': wait,
    'network connect': connect,
    'network create': createNetwork,
    'network disconnect': disconnect,
    'network inspect': inspectNetwork,
    'network list': listNetworks,
    'network ls': listNetworks,
    'network prune': prune,
    'network remove': removeNetwork,
    'network rm': removeNetwork,
    'node demote': demote,
    'node inspect': inspectNode,
    'node list': listNodes,
    'node ls': listNodes,
    'node promote': promote,
    'node ps': listTasksOfNodes,
    'node remove': removeNode,
    'node rm': removeNode,
    'node update': updateNode,
    'service create': createService,
    'service inspect': inspectService,
    'service list': listServices,
    'service ls': listServices,
    'service ps': listTasksOfServices,
    'service remove': removeServiceCommand,
    'service rm': removeServiceCommand,
    'service rollback': rollbackService,
    'service scale': scaleService,
    'service update': updateServiceCommand,
    'service logs': logsOfService,
    'stack deploy': deployStack,
    'stack down': removeStack,
    'stack list': listStacks,
    'stack ls': listStacks,
    'stack ps': listTasksOfStack,
    'stack remove': removeStack,
    'stack rm': removeStack,
    'stack services': listServicesOfStack,
    'stack up': deployStack,
    'swarm ca': swarmAuthority,
    'swarm init': initSwarm,
    'swarm join': joinSwarm,
    'swarm join-token': joinToken,
    'swarm leave': leaveSwarm,
    'swarm unlock': unlockSwarm,
    'swarm unlock-key': showUnlockKey,
    'swarm update': updateSwarm,
  }),
);

const GROUPS: { readonly [name: string]: string } = {
  network: 'Manage networks',
  container: 'Manage containers',
  node: 'Manage Swarm nodes',
  service: 'Manage Swarm services',
  stack: 'Manage Swarm stacks',
  swarm: 'Manage Swarm',
};

/** The subcommands of a group as its help lists them: aliases are left out. */
function groupSpec(name: string): GroupSpec {
  const seen = new Set<DockerCommand>();
  const commands = [...COMMANDS]
    .filter(([words, command]) => words.startsWith(`${name} `) && !seen.has(command) && seen.add(command))
    .map(([, { spec }]) => ({ name: spec.path.split(' ').at(-1)!, short: spec.short }));
  return { path: `docker ${name}`, short: GROUPS[name]!, commands };
}

/** `docker ...`: the client's command line over the engine of the host that it is typed on. */
export const docker: Command = (args, terminal, stdin) => {
  const [first, second] = args;
  if (first === undefined || first === '--help') return help();
  if (first === 'compose') return compose(args.slice(1), terminal, stdin);
  if (first.startsWith('-')) return fail(125, `unknown flag: ${first}\nSee 'docker --help'.\n`);
  if (GROUPS[first] !== undefined) return runGroup(first, second, args.slice(2), terminal, stdin);
  const command = COMMANDS.get(first);
  return command ? invoke(command, args.slice(1), terminal, stdin) : fail(1, unknownCommand('docker', first));
};

function runGroup(
  group: string,
  name: string | undefined,
  rest: readonly string[],
  terminal: Parameters<Command>[1],
  stdin: string,
): CommandResult {
  if (name === '--help') return succeed(renderGroupHelp(groupSpec(group)));
  if (name === undefined) return fail(0, renderGroupHelp(groupSpec(group)));
  const command = COMMANDS.get(`${group} ${name}`);
  return command ? invoke(command, rest, terminal, stdin) : fail(1, unknownCommand(`docker ${group}`, name));
}

function invoke(
  command: DockerCommand,
  argv: readonly string[],
  terminal: Parameters<Command>[1],
  stdin: string,
): CommandResult {
  const parsed = parseArgs(command.spec, argv);
  if (parsed.kind === 'help') return succeed(parsed.stdout);
  if (parsed.kind === 'error') return fail(parsed.rc, parsed.stderr);
  const { world, machine: host } = terminal;
  const result = command.run({ world, host, flags: parsed.flags, args: parsed.args, terminal, stdin });
  return parsed.notices === '' ? result : { ...result, stdout: parsed.notices + result.stdout };
}

function help(): CommandResult {
  const names = [...COMMANDS.keys()].filter((words) => !words.includes(' '));
  const lines = names.map((name) => `  ${name.padEnd(11)} ${COMMANDS.get(name)!.spec.short}\n`).join('');
  const groups = Object.entries(GROUPS)
    .map(([name, short]) => `  ${name.padEnd(11)} ${short}\n`)
    .join('');
  return succeed(
    `Usage:  docker [OPTIONS] COMMAND\n\nThe commands of Docker that dnet simulates\n\nCommands:\n${lines}\nManagement Commands:\n${groups}\nRun 'docker COMMAND --help' for more information on a command.\n`,
  );
}
