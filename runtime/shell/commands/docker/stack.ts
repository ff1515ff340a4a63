import type { StackPlan } from '../../../../compiler/ir/stack-plan.ts';
import type { NetworkResource } from '../../../docker-api/network.ts';
import type { ServiceResource } from '../../../docker-api/service.ts';
import {
  stackNetworkName,
  stackNetworkRequest,
  stackOf,
  stackServiceRequest,
} from '../../../docker-client/stack-request.ts';
import { networkCreate, networkList, networkRemove } from '../../../engine/daemon/api.ts';
import { serviceCreate, serviceList, serviceRemove, serviceUpdate, taskList } from '../../../swarm/api.ts';
import { formatList, type ListSpec } from '../../go-template/list-format.ts';
import { type CommandResult, fail, succeed } from '../../language/command-result.ts';
import { boolFlag, listFlag, stringFlag } from '../../pflag/flag-values.ts';
import { HOME } from '../../terminal.ts';
import { converge } from './converge.ts';
import { type DockerCommand, daemonError, type Invocation } from './docker-command.ts';
import { listed } from './format/listed.ts';
import { naturalOrder } from './network.ts';
import { SERVICE_LIST, serviceRow } from './service.ts';
import { showTasks, TASK_FLAGS } from './task-list.ts';

const NOT_A_MANAGER =
  'this node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again\n';
const IN_BACKGROUND =
  'Since --detach=false was not specified, tasks will be created in the background.\nIn a future release, --detach=false will become the default.\n';

const servicesOf = ({ world, host }: Invocation, stack: string): readonly ServiceResource[] => {
  const reply = serviceList(world, host);
  return reply.ok ? reply.value.filter(({ Spec }) => stackOf(Spec.Labels) === stack) : [];
};

const networksOf = ({ world, host }: Invocation): readonly NetworkResource[] => {
  const reply = networkList(world, host, {});
  return reply.ok ? reply.value : [];
};

export const deployStack: DockerCommand = {
  spec: {
    path: 'docker stack deploy',
    usage: 'docker stack deploy [OPTIONS] STACK',
    short: 'Deploy a new stack or update an existing stack',
    aliases: ['docker stack deploy', 'docker stack up'],
    args: { kind: 'exact', count: 1 },
    flags: [
      {
        name: 'compose-file',
        shorthand: 'c',
        type: 'strings',
        usage: 'Path to a Compose file, or "-" to read from stdin',
      },
      {
        name: 'detach',
        shorthand: 'd',
        type: 'bool',
        default: 'true',
        usage: 'Exit immediately instead of waiting for the stack services to converge',
      },
      { name: 'prune', type: 'bool', usage: 'Prune services that are no longer referenced' },
      {
        name: 'resolve-image',
        type: 'string',
        default: 'always',
        usage:
          'Query the registry to resolve image digest and supported platforms ("always", "changed", "never")',
      },
      {
        name: 'with-registry-auth',
        type: 'bool',
        usage: 'Send registry authentication details to Swarm agents',
      },
    ],
  },
  run: (invocation) => {
    const { world, host, flags, args, terminal } = invocation;
    const [stack = ''] = args;
    if (!/^[a-zA-Z0-9_.-]+$/.test(stack)) return fail(1, `invalid stack name: ${JSON.stringify(stack)}\n`);
    const files = listFlag(flags, 'compose-file');
    if (files.length === 0) return fail(1, 'Please specify a Compose file (with --compose-file)\n');
    const missing = files.find((path) => terminal.readFile(path) === undefined);
    if (missing !== undefined) return fail(1, `open ${missing}: no such file or directory\n`);
    if (terminal.readCompose === undefined) return fail(1, 'dnet: nothing here reads compose files\n');
    const reading = terminal.readCompose({
      frontEnd: 'docker compose',
      files,
      directory: terminal.variables.PWD ?? HOME,
      projectName: stack.toLowerCase(),
      environment: terminal.variables,
      read: terminal.readFile,
    });
    if (!reading.ok) return fail(1, `${reading.problem}\n`);
    if (!serviceList(world, host).ok) return fail(1, NOT_A_MANAGER);
    const { ignored } = reading.stack;
    const remarks =
      (ignored.length > 0 ? `Ignoring unsupported options: ${ignored.join(', ')}\n\n` : '') +
      (boolFlag(flags, 'detach') ? IN_BACKGROUND : '');
    const result = deploy(invocation, stack, reading.stack);
    return { ...result, stderr: remarks + result.stderr };
  },
};

/** Networks first, then services by name; what is there already is updated. */
function deploy(invocation: Invocation, stack: string, plan: StackPlan): CommandResult {
  const { flags } = invocation;
  let stdout = '';
  if (boolFlag(flags, 'prune')) {
    const kept = new Set(plan.services.map(({ name }) => `${stack}_${name}`));
    stdout += removeServices(
      invocation,
      servicesOf(invocation, stack).filter(({ Spec }) => !kept.has(Spec.Name)),
    );
  }
  for (const step of [createNetworks, deployServices]) {
    const done = step(invocation, stack, plan);
    stdout += done.stdout;
    if (done.rc !== 0) return { ...done, stdout };
  }
  if (!boolFlag(flags, 'detach'))
    for (const { ID } of servicesOf(invocation, stack)) {
      stdout += converge(invocation, ID, '').stdout;
    }
  return succeed(stdout);
}

function createNetworks(invocation: Invocation, stack: string, plan: StackPlan): CommandResult {
  const { world, host } = invocation;
  const known = networksOf(invocation);
  let stdout = '';
  for (const network of plan.networks) {
    const name = stackNetworkName(stack, network);
    const there = known.find(({ Name }) => Name === name);
    if (network.external) {
      const fault = externalFault(name, there);
      if (fault !== undefined) return { stdout, stderr: `${fault}\n`, rc: 1 };
    } else if (there === undefined) {
      stdout += `Creating network ${name}\n`;
      const reply = networkCreate(world, host, stackNetworkRequest(stack, network));
      if (!reply.ok)
        return {
          stdout,
          stderr: `failed to create network ${name}: ${daemonError(reply.message)}\n`,
          rc: 1,
        };
    }
  }
  return succeed(stdout);
}

/** Networks that every node has by itself may be named as well. */
function externalFault(name: string, network: NetworkResource | undefined): string | undefined {
  if (name === 'host' || name === 'bridge' || name === 'none') return undefined;
  if (network === undefined)
    return `network ${JSON.stringify(name)} is declared as external, but could not be found. You need to create a swarm-scoped network before the stack is deployed`;
  return network.Scope === 'swarm'
    ? undefined
    : `network ${JSON.stringify(name)} is declared as external, but it is not in the right scope: ${JSON.stringify(network.Scope)} instead of "swarm"`;
}

function deployServices(invocation: Invocation, stack: string, plan: StackPlan): CommandResult {
  const { world, host } = invocation;
  const existing = servicesOf(invocation, stack);
  let stdout = '';
  for (const service of [...plan.services].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const spec = stackServiceRequest(stack, plan, service);
    const before = existing.find(({ Spec }) => Spec.Name === spec.Name);
    stdout += before
      ? `Updating service ${spec.Name} (id: ${before.ID})\n`
      : `Creating service ${spec.Name}\n`;
    const { ForceUpdate = 0 } = before?.Spec.TaskTemplate ?? {};
    const reply = before
      ? serviceUpdate(world, host, before.ID, {
          ...spec,
          TaskTemplate: { ...spec.TaskTemplate, ForceUpdate },
        })
      : serviceCreate(world, host, spec);
    if (reply.ok) continue;
    const verb = before ? 'update' : 'create';
    return {
      stdout,
      stderr: `failed to ${verb} service ${spec.Name}: ${daemonError(reply.message)}\n`,
      rc: 1,
    };
  }
  return succeed(stdout);
}

function removeServices({ world, host }: Invocation, services: readonly ServiceResource[]): string {
  for (const { ID } of services) serviceRemove(world, host, ID);
  return services.map(({ Spec }) => `Removing service ${Spec.Name}\n`).join('');
}

export const removeStack: DockerCommand = {
  spec: {
    path: 'docker stack rm',
    usage: 'docker stack rm [OPTIONS] STACK [STACK...]',
    short: 'Remove one or more stacks',
    aliases: ['docker stack rm', 'docker stack remove', 'docker stack down'],
    args: { kind: 'min', count: 1 },
    flags: [
      {
        name: 'detach',
        shorthand: 'd',
        type: 'bool',
        default: 'true',
        usage: 'Do not wait for stack removal',
      },
    ],
  },
  run: (invocation) => {
    const { world, host, args } = invocation;
    if (!serviceList(world, host).ok) return fail(1, NOT_A_MANAGER);
    const result = { stdout: '', stderr: '', rc: 0 };
    for (const stack of args) {
      const services = [...servicesOf(invocation, stack)].sort((a, b) =>
        a.Spec.Name < b.Spec.Name ? -1 : 1,
      );
      const networks = networksOf(invocation).filter(({ Labels }) => stackOf(Labels) === stack);
      if (services.length === 0 && networks.length === 0)
        result.stderr += `Nothing found in stack: ${stack}\n`;
      result.stdout += removeServices(invocation, services);
      for (const { Id, Name } of networks) {
        result.stdout += `Removing network ${Name}\n`;
        const reply = networkRemove(world, host, Id);
        if (reply.ok) continue;
        result.stderr += `Failed to remove network ${Id}: ${daemonError(reply.message)}\nFailed to remove some resources from stack: ${stack}\n`;
        result.rc = 1;
      }
    }
    return result;
  },
};

const LIST: ListSpec = {
  type: '*formatter.stackContext',
  defaultFormat: 'table {{.Name}}\\t{{.Services}}',
  headings: { Name: 'NAME', Services: 'SERVICES' },
};

const FORMAT = { name: 'format', type: 'string', usage: 'Format output using a custom template' } as const;

export const listStacks: DockerCommand = {
  spec: {
    path: 'docker stack ls',
    usage: 'docker stack ls [OPTIONS]',
    short: 'List stacks',
    aliases: ['docker stack ls', 'docker stack list'],
    args: { kind: 'exact', count: 0 },
    flags: [FORMAT],
  },
  run: ({ world, host, flags }) => {
    const reply = serviceList(world, host);
    if (!reply.ok) return fail(1, `${daemonError(reply.message)}\n`);
    const counts = new Map<string, number>();
    for (const { Spec } of reply.value) {
      const stack = stackOf(Spec.Labels);
      if (stack !== undefined) counts.set(stack, (counts.get(stack) ?? 0) + 1);
    }
    const rows = [...counts]
      .sort(([a], [b]) => naturalOrder(a, b))
      .map(([Name, count]) => ({ fields: { Name, Services: String(count) } }));
    return listed(formatList(stringFlag(flags, 'format'), LIST, rows));
  },
};

export const listServicesOfStack: DockerCommand = {
  spec: {
    path: 'docker stack services',
    usage: 'docker stack services [OPTIONS] STACK',
    short: 'List the services in the stack',
    args: { kind: 'exact', count: 1 },
    flags: [FORMAT, { name: 'quiet', shorthand: 'q', type: 'bool', usage: 'Only display IDs' }],
  },
  run: (invocation) => {
    const { world, host, flags, args } = invocation;
    const reply = serviceList(world, host);
    if (!reply.ok) return fail(1, `${daemonError(reply.message)}\n`);
    const services = [...servicesOf(invocation, args[0]!)].sort((a, b) =>
      naturalOrder(a.Spec.Name, b.Spec.Name),
    );
    if (services.length === 0) return { stdout: '', stderr: `Nothing found in stack: ${args[0]}\n`, rc: 0 };
    if (boolFlag(flags, 'quiet')) return succeed(services.map(({ ID }) => `${ID.slice(0, 12)}\n`).join(''));
    const rows = services.map((service) => serviceRow(invocation, service));
    return listed(formatList(stringFlag(flags, 'format'), SERVICE_LIST, rows));
  },
};

export const listTasksOfStack: DockerCommand = {
  spec: {
    path: 'docker stack ps',
    usage: 'docker stack ps [OPTIONS] STACK',
    short: 'List the tasks in the stack',
    args: { kind: 'exact', count: 1 },
    flags: TASK_FLAGS,
  },
  run: (invocation) => {
    const { world, host, args } = invocation;
    const reply = serviceList(world, host);
    if (!reply.ok) return fail(1, `${daemonError(reply.message)}\n`);
    const ids = servicesOf(invocation, args[0]!).map(({ ID }) => ID);
    const tasks = ids.length === 0 ? undefined : taskList(world, host, { service: ids });
    if (tasks?.ok && tasks.value.length > 0) return showTasks(invocation, tasks.value);
    return fail(1, `nothing found in stack: ${args[0]}\n`);
  },
};
