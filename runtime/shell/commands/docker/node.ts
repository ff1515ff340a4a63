import type { Node, NodeAvailability, NodeRole } from '../../../docker-api/node.ts';
import { nodeInspect, nodeList, nodeRemove, nodeUpdate } from '../../../swarm/api.ts';
import { fromJson } from '../../go-template/go-value.ts';
import { formatList, type ListRow, type ListSpec } from '../../go-template/list-format.ts';
import { type CommandResult, fail, succeed } from '../../language/command-result.ts';
import { boolFlag, isGiven, listFlag, stringFlag } from '../../pflag/flag-values.ts';
import { type DockerCommand, daemonError, type Invocation } from './docker-command.ts';
import { parseFilters } from './filters.ts';
import { inspectAll } from './format/inspect.ts';
import { listed } from './format/listed.ts';
import { naturalOrder } from './network.ts';
import { title } from './pretty/lines.ts';
import { prettyNode } from './pretty/node.ts';

const LIST: ListSpec = {
  type: '*node.nodeContext',
  defaultFormat:
    'table {{.ID}} {{if .Self}}*{{else}} {{ end }}\\t{{.Hostname}}\\t{{.Status}}\\t{{.Availability}}\\t{{.ManagerStatus}}\\t{{.EngineVersion}}',
  headings: {
    ID: 'ID',
    Self: '',
    Hostname: 'HOSTNAME',
    Status: 'STATUS',
    Availability: 'AVAILABILITY',
    ManagerStatus: 'MANAGER STATUS',
    EngineVersion: 'ENGINE VERSION',
    TLSStatus: 'TLS STATUS',
  },
};

const rowOf = (node: Node, self: string): ListRow => ({
  fields: {
    ID: node.ID,
    Self: node.ID === self,
    Hostname: node.Description.Hostname,
    Status: title(node.Status.State),
    Availability: title(node.Spec.Availability),
    ManagerStatus: managerStatus(node),
    EngineVersion: node.Description.Engine.EngineVersion,
    TLSStatus: 'Ready',
  },
});

const managerStatus = ({ ManagerStatus }: Node): string => {
  if (ManagerStatus === undefined) return '';
  return ManagerStatus.Leader ? 'Leader' : title(ManagerStatus.Reachability);
};

export const listNodes: DockerCommand = {
  spec: {
    path: 'docker node ls',
    usage: 'docker node ls [OPTIONS]',
    short: 'List nodes in the swarm',
    aliases: ['docker node ls', 'docker node list'],
    args: { kind: 'exact', count: 0 },
    flags: [
      {
        name: 'filter',
        shorthand: 'f',
        type: 'list',
        typeName: 'filter',
        usage: 'Filter output based on conditions provided',
      },
      { name: 'format', type: 'string', usage: 'Format output using a custom template' },
      { name: 'quiet', shorthand: 'q', type: 'bool', usage: 'Only display IDs' },
    ],
  },
  run: ({ world, host, flags }) => {
    const filters = parseFilters(listFlag(flags, 'filter'));
    if (!filters.ok) return fail(125, `${filters.message}\n`);
    const reply = nodeList(world, host, filters.value);
    if (!reply.ok) return fail(1, `${daemonError(reply.message)}\n`);
    const nodes = [...reply.value].sort((a, b) =>
      naturalOrder(a.Description.Hostname, b.Description.Hostname),
    );
    if (boolFlag(flags, 'quiet') && !isGiven(flags, 'format'))
      return succeed(nodes.map(({ ID }) => `${ID}\n`).join(''));
    const self = world.engines.get(host)?.swarm?.node ?? '';
    return listed(
      formatList(
        stringFlag(flags, 'format'),
        LIST,
        nodes.map((node) => rowOf(node, self)),
      ),
    );
  },
};

export const inspectNode: DockerCommand = {
  spec: {
    path: 'docker node inspect',
    usage: 'docker node inspect [OPTIONS] self|NODE [NODE...]',
    short: 'Display detailed information on one or more nodes',
    args: { kind: 'min', count: 1 },
    flags: [
      {
        name: 'format',
        shorthand: 'f',
        type: 'string',
        usage: 'Format output using a custom template',
      },
      { name: 'pretty', type: 'bool', usage: 'Print the information in a human friendly format' },
    ],
  },
  run: ({ world, host, args, flags }) =>
    inspectAll(
      args,
      stringFlag(flags, 'format'),
      (term) => {
        const reply = nodeInspect(world, host, term);
        return reply.ok ? { ...reply, value: { json: reply.value, typed: fromJson(reply.value) } } : reply;
      },
      (_, message) => daemonError(message),
      boolFlag(flags, 'pretty') ? (node) => prettyNode(node as Node) : undefined,
    ),
};

export const updateNode: DockerCommand = {
  spec: {
    path: 'docker node update',
    usage: 'docker node update [OPTIONS] NODE',
    short: 'Update a node',
    args: { kind: 'exact', count: 1 },
    flags: [
      {
        name: 'availability',
        type: 'string',
        usage: 'Availability of the node ("active", "pause", "drain")',
      },
      { name: 'label-add', type: 'list', usage: 'Add or update a node label ("key=value")' },
      { name: 'label-rm', type: 'list', usage: 'Remove a node label if exists' },
      { name: 'role', type: 'string', usage: 'Role of the node ("worker", "manager")' },
    ],
  },
  run: ({ world, host, flags, args }) => {
    const [term = ''] = args;
    const known = nodeInspect(world, host, term);
    if (!known.ok) return fail(1, `${daemonError(known.message)}\n`);
    const labels = { ...known.value.Spec.Labels };
    for (const label of listFlag(flags, 'label-add'))
      labels[label.split('=')[0]!] = label.split('=').slice(1).join('=');
    for (const label of listFlag(flags, 'label-rm')) delete labels[label];
    const [role, availability] = [stringFlag(flags, 'role'), stringFlag(flags, 'availability')];
    const reply = nodeUpdate(world, host, term, {
      Labels: labels,
      ...(role !== '' && { Role: role as NodeRole }),
      ...(availability !== '' && { Availability: availability as NodeAvailability }),
    });
    return reply.ok ? succeed(`${term}\n`) : fail(1, `${daemonError(reply.message)}\n`);
  },
};

function changeRoles(
  { world, host, args }: Invocation,
  role: NodeRole,
  already: (term: string) => string,
  done: (term: string) => string,
): CommandResult {
  let stdout = '';
  for (const term of args) {
    const known = nodeInspect(world, host, term);
    if (known.ok && known.value.Spec.Role === role) {
      stdout += already(term);
      continue;
    }
    const reply = known.ok ? nodeUpdate(world, host, term, { Role: role }) : known;
    if (!reply.ok) return { stdout, stderr: `${daemonError(reply.message)}\n`, rc: 1 };
    stdout += done(term);
  }
  return succeed(stdout);
}

export const promote: DockerCommand = {
  spec: {
    path: 'docker node promote',
    usage: 'docker node promote NODE [NODE...]',
    short: 'Promote one or more nodes to manager in the swarm',
    args: { kind: 'min', count: 1 },
    flags: [],
  },
  run: (invocation) =>
    changeRoles(
      invocation,
      'manager',
      (term) => `Node ${term} is already a manager.\n`,
      (term) => `Node ${term} promoted to a manager in the swarm.\n`,
    ),
};

export const demote: DockerCommand = {
  spec: {
    path: 'docker node demote',
    usage: 'docker node demote NODE [NODE...]',
    short: 'Demote one or more nodes from manager in the swarm',
    args: { kind: 'min', count: 1 },
    flags: [],
  },
  run: (invocation) =>
    changeRoles(
      invocation,
      'worker',
      (term) => `Node ${term} is already a worker.\n`,
      (term) => `Manager ${term} demoted in the swarm.\n`,
    ),
};

export const removeNode: DockerCommand = {
  spec: {
    path: 'docker node rm',
    usage: 'docker node rm [OPTIONS] NODE [NODE...]',
    short: 'Remove one or more nodes from the swarm',
    aliases: ['docker node rm', 'docker node remove'],
    args: { kind: 'min', count: 1 },
    flags: [{ name: 'force', shorthand: 'f', type: 'bool', usage: 'Force remove a node from the swarm' }],
  },
  run: ({ world, host, flags, args }) => {
    let [stdout, stderr] = ['', ''];
    for (const term of args) {
      const reply = nodeRemove(world, host, term, boolFlag(flags, 'force'));
      if (reply.ok) stdout += `${term}\n`;
      else stderr += `${daemonError(reply.message)}\n`;
    }
    return { stdout, stderr, rc: stderr === '' ? 0 : 1 };
  },
};
