import type { TaskResource } from '../../../docker-api/task.ts';
import { humanDuration } from '../../../engine/daemon/human-duration.ts';
import { nodeInspect, nodeList, serviceInspect, serviceList, taskList } from '../../../swarm/api.ts';
import type { World } from '../../../world.ts';
import { formatList, type ListRow, type ListSpec } from '../../go-template/list-format.ts';
import { type CommandResult, fail, succeed } from '../../language/command-result.ts';
import { boolFlag, isGiven, stringFlag } from '../../pflag/flag-values.ts';
import type { FlagSpec } from '../../pflag/spec.ts';
import { type DockerCommand, daemonError, type Invocation } from './docker-command.ts';
import { listed } from './format/listed.ts';
import { naturalOrder } from './network.ts';
import { title } from './pretty/lines.ts';

const LIST: ListSpec = {
  type: '*task.taskContext',
  defaultFormat:
    'table {{.ID}}\\t{{.Name}}\\t{{.Image}}\\t{{.Node}}\\t{{.DesiredState}}\\t{{.CurrentState}}\\t{{.Error}}\\t{{.Ports}}',
  headings: {
    ID: 'ID',
    Name: 'NAME',
    Image: 'IMAGE',
    Node: 'NODE',
    DesiredState: 'DESIRED STATE',
    CurrentState: 'CURRENT STATE',
    Error: 'ERROR',
    Ports: 'PORTS',
  },
};
const LONGEST_ERROR = 30;

export const TASK_FLAGS: readonly FlagSpec[] = [
  {
    name: 'filter',
    shorthand: 'f',
    type: 'list',
    typeName: 'filter',
    usage: 'Filter output based on conditions provided',
  },
  { name: 'format', type: 'string', usage: 'Pretty-print tasks using a Go template' },
  { name: 'no-resolve', type: 'bool', usage: 'Do not map IDs to Names' },
  { name: 'no-trunc', type: 'bool', usage: 'Do not truncate output' },
  { name: 'quiet', shorthand: 'q', type: 'bool', usage: 'Only display task IDs' },
];

export const listTasksOfServices: DockerCommand = {
  spec: {
    path: 'docker service ps',
    usage: 'docker service ps [OPTIONS] SERVICE [SERVICE...]',
    short: 'List the tasks of one or more services',
    args: { kind: 'min', count: 1 },
    flags: TASK_FLAGS,
  },
  run: (invocation) => {
    const { world, host, args } = invocation;
    const control = serviceList(world, host);
    if (!control.ok) return fail(1, `${daemonError(control.message)}\n`);
    const found = args.map((term) => serviceInspect(world, host, term));
    const missing = args.filter((_, at) => !found[at]!.ok).map((term) => `no such service: ${term}\n`);
    const ids = found.flatMap((reply) => (reply.ok ? [reply.value.ID] : []));
    if (ids.length === 0) return fail(1, missing.join(''));
    const tasks = taskList(world, host, { service: ids });
    if (!tasks.ok) return fail(1, `${daemonError(tasks.message)}\n`);
    const shown = showTasks(invocation, tasks.value);
    return missing.length === 0 ? shown : { ...shown, stderr: missing.join(''), rc: 1 };
  },
};

export const listTasksOfNodes: DockerCommand = {
  spec: {
    path: 'docker node ps',
    usage: 'docker node ps [OPTIONS] [NODE...]',
    short: 'List tasks running on one or more nodes, defaults to current node',
    args: { kind: 'any' },
    flags: TASK_FLAGS,
  },
  run: (invocation) => {
    const { world, host, args } = invocation;
    const ids: string[] = [];
    for (const term of args.length > 0 ? args : ['self']) {
      const node = nodeInspect(world, host, term);
      if (!node.ok) return fail(1, `${daemonError(node.message)}\n`);
      ids.push(node.value.ID);
    }
    const tasks = taskList(world, host, { node: ids });
    return tasks.ok ? showTasks(invocation, tasks.value) : fail(1, `${daemonError(tasks.message)}\n`);
  },
};

/** Tasks by slot, the newest of each first; older ones hang below it in a table. */
export function showTasks({ world, host, flags }: Invocation, tasks: readonly TaskResource[]): CommandResult {
  const names = namesOf(world, host);
  const sorted = [...tasks].sort(
    (a, b) =>
      naturalOrder(nameOf(a, names), nameOf(b, names)) ||
      (b.CreatedAt < a.CreatedAt ? -1 : b.CreatedAt > a.CreatedAt ? 1 : 0),
  );
  const truncate = !boolFlag(flags, 'no-trunc');
  if (boolFlag(flags, 'quiet') && !isGiven(flags, 'format'))
    return succeed(sorted.map(({ ID }) => `${truncate ? ID.slice(0, 12) : ID}\n`).join(''));
  const format = stringFlag(flags, 'format');
  const isTable = format === '' || format.trim().startsWith('table');
  const rows = sorted.map((task, at) => {
    const name = nameOf(task, names);
    const isOlder = at > 0 && nameOf(sorted[at - 1]!, names) === name;
    return rowOf(world, task, isTable && isOlder ? ` \\_ ${name}` : name, names, truncate);
  });
  return listed(formatList(format, LIST, rows));
}

interface Names {
  readonly services: ReadonlyMap<string, string>;
  readonly nodes: ReadonlyMap<string, string>;
}

function namesOf(world: World, host: string): Names {
  const [services, nodes] = [serviceList(world, host), nodeList(world, host)];
  return {
    services: new Map(services.ok ? services.value.map(({ ID, Spec }) => [ID, Spec.Name]) : []),
    nodes: new Map(nodes.ok ? nodes.value.map(({ ID, Description }) => [ID, Description.Hostname]) : []),
  };
}

const nameOf = (task: TaskResource, { services }: Names): string =>
  `${services.get(task.ServiceID ?? '') ?? task.ServiceID}.${task.Slot ?? task.NodeID}`;

function rowOf(world: World, task: TaskResource, name: string, { nodes }: Names, truncate: boolean): ListRow {
  const { Status } = task;
  const since = humanDuration(world.epoch + world.now - Date.parse(Status.Timestamp)).toLowerCase();
  const image = task.Spec.ContainerSpec?.Image ?? '';
  return {
    fields: {
      ID: truncate ? task.ID.slice(0, 12) : task.ID,
      Name: name,
      Image: image.replace(/@sha256:.*$/, ''),
      Node: nodes.get(task.NodeID ?? '') ?? task.NodeID ?? '',
      DesiredState: title(task.DesiredState),
      CurrentState: `${title(Status.State)} ${since} ago`,
      Error: errorText(Status.Err ?? '', truncate),
      Ports: (Status.PortStatus.Ports ?? [])
        .map(({ PublishedPort, TargetPort, Protocol }) => `*:${PublishedPort}->${TargetPort}/${Protocol}`)
        .join(','),
    },
  };
}

function errorText(error: string, truncate: boolean): string {
  if (error === '') return '';
  const short = truncate && error.length > LONGEST_ERROR ? `${error.slice(0, LONGEST_ERROR - 1)}…` : error;
  return `"${short}"`;
}
