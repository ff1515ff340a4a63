import type { ServiceResource } from '../../../docker-api/service.ts';
import { serviceRequest } from '../../../docker-client/service-request.ts';
import type { Answer } from '../../../engine/daemon/answer.ts';
import { networkList } from '../../../engine/daemon/network-list.ts';
import {
  serviceCreate,
  serviceInspect,
  serviceList,
  serviceRemove,
  serviceUpdate,
  taskList,
} from '../../../swarm/api.ts';
import { fromJson } from '../../go-template/go-value.ts';
import { formatList, type ListRow, type ListSpec } from '../../go-template/list-format.ts';
import { fail, succeed } from '../../language/command-result.ts';
import { boolFlag, isGiven, listFlag, stringFlag } from '../../pflag/flag-values.ts';
import type { FlagSpec } from '../../pflag/spec.ts';
import { converge } from './converge.ts';
import { type DockerCommand, daemonError, forEach, type Invocation } from './docker-command.ts';
import { parseFilters } from './filters.ts';
import { inspectAll } from './format/inspect.ts';
import { listed } from './format/listed.ts';
import { naturalOrder } from './network.ts';
import { prettyService } from './pretty/service.ts';
import { CREATE_FLAGS, UPDATE_FLAGS } from './service-flags.ts';
import { readServiceOptions, updatedSpec } from './service-options.ts';

const FILTER: FlagSpec = {
  name: 'filter',
  shorthand: 'f',
  type: 'list',
  typeName: 'filter',
  usage: 'Filter output based on conditions provided',
};

export const createService: DockerCommand = {
  spec: {
    path: 'docker service create',
    usage: 'docker service create [OPTIONS] IMAGE [COMMAND] [ARG...]',
    short: 'Create a new service',
    args: { kind: 'min', count: 1 },
    flags: CREATE_FLAGS,
    interspersed: false,
  },
  run: (invocation) => {
    const { world, host, flags, args } = invocation;
    const mode = stringFlag(flags, 'mode');
    if (mode === 'global' && isGiven(flags, 'replicas'))
      return fail(1, 'replicas can only be used with replicated or replicated-job mode\n');
    if (mode.endsWith('-job')) return fail(1, `dnet does not simulate services of mode ${mode}\n`);
    if (mode !== 'replicated' && mode !== 'global')
      return fail(1, `unknown mode: ${mode}, only replicated and global supported\n`);
    const reply = serviceCreate(world, host, serviceRequest(readServiceOptions(flags, args)));
    if (!reply.ok) return fail(1, `${daemonError(reply.message)}\n`);
    return converge(invocation, reply.value.ID, `${reply.value.ID}\n`);
  },
};

export const updateServiceCommand: DockerCommand = {
  spec: {
    path: 'docker service update',
    usage: 'docker service update [OPTIONS] SERVICE',
    short: 'Update a service',
    args: { kind: 'exact', count: 1 },
    flags: UPDATE_FLAGS,
  },
  run: (invocation) => {
    const { world, host, flags, args } = invocation;
    const [term = ''] = args;
    const known = serviceInspect(world, host, term);
    if (!known.ok) return fail(1, `${daemonError(known.message)}\n`);
    const spec = boolFlag(flags, 'rollback')
      ? 'rollback'
      : updatedSpec(known.value.Spec, flags, (name) => networkId(invocation, name));
    if (typeof spec === 'string' && spec !== 'rollback') return fail(1, `${daemonError(spec)}\n`);
    const reply = serviceUpdate(world, host, term, spec);
    if (!reply.ok) return fail(1, `${daemonError(reply.message)}\n`);
    return converge(invocation, known.value.ID, `${term}\n`);
  },
};

function networkId({ world, host }: Invocation, name: string): string | undefined {
  const reply = networkList(world, host, {});
  return reply.ok
    ? reply.value.find((one) => one.Scope === 'swarm' && (one.Name === name || one.Id === name))?.Id
    : undefined;
}

export const rollbackService: DockerCommand = {
  spec: {
    path: 'docker service rollback',
    usage: 'docker service rollback [OPTIONS] SERVICE',
    short: "Revert changes to a service's configuration",
    args: { kind: 'exact', count: 1 },
    flags: [
      {
        name: 'detach',
        shorthand: 'd',
        type: 'bool',
        usage: 'Exit immediately instead of waiting for the service to converge',
      },
      { name: 'quiet', shorthand: 'q', type: 'bool', usage: 'Suppress progress output' },
    ],
  },
  run: (invocation) => {
    const { world, host, args } = invocation;
    const reply = serviceUpdate(world, host, args[0]!, 'rollback');
    return reply.ok
      ? converge(invocation, reply.value.ID, `${args[0]}\n`)
      : fail(1, `${daemonError(reply.message)}\n`);
  },
};

export const scaleService: DockerCommand = {
  spec: {
    path: 'docker service scale',
    usage: 'docker service scale SERVICE=REPLICAS [SERVICE=REPLICAS...]',
    short: 'Scale one or multiple replicated services',
    args: { kind: 'min', count: 1 },
    flags: [
      {
        name: 'detach',
        shorthand: 'd',
        type: 'bool',
        usage: 'Exit immediately instead of waiting for the service to converge',
      },
    ],
  },
  run: (invocation) => {
    const { world, host, args } = invocation;
    let [stdout, stderr] = ['', ''];
    for (const arg of args) {
      const [term = '', count = ''] = arg.split('=');
      if (!/^\d+$/.test(count)) return fail(1, `${term}: invalid replicas value ${count}\n`);
      const known = serviceInspect(world, host, term);
      const reply = known.ok ? scale(invocation, known.value, Number(count)) : known;
      if (reply.ok) stdout += `${term} scaled to ${count}\n`;
      else stderr += `${term}: ${reply.status === 0 ? reply.message : daemonError(reply.message)}\n`;
    }
    if (stderr !== '') return { stdout, stderr, rc: 1 };
    const id = serviceInspect(world, host, args[0]!.split('=')[0]!);
    return id.ok ? converge(invocation, id.value.ID, stdout) : succeed(stdout);
  },
};

function scale({ world, host }: Invocation, service: ServiceResource, replicas: number): Answer<unknown> {
  if (service.Spec.Mode.Replicated === undefined)
    return { ok: false, status: 0, message: 'scale can only be used with replicated or replicated-job mode' };
  return serviceUpdate(world, host, service.ID, {
    ...service.Spec,
    Mode: { Replicated: { Replicas: replicas } },
  });
}

export const removeServiceCommand: DockerCommand = {
  spec: {
    path: 'docker service rm',
    usage: 'docker service rm SERVICE [SERVICE...]',
    short: 'Remove one or more services',
    aliases: ['docker service rm', 'docker service remove'],
    args: { kind: 'min', count: 1 },
    flags: [],
  },
  run: ({ world, host, args }) => {
    const { stdout, stderr, failed } = forEach(args, (term) => serviceRemove(world, host, term));
    return { stdout, stderr, rc: failed.length > 0 ? 1 : 0 };
  },
};

export const SERVICE_LIST: ListSpec = {
  type: '*service.serviceContext',
  defaultFormat: 'table {{.ID}}\\t{{.Name}}\\t{{.Mode}}\\t{{.Replicas}}\\t{{.Image}}\\t{{.Ports}}',
  headings: {
    ID: 'ID',
    Name: 'NAME',
    Mode: 'MODE',
    Replicas: 'REPLICAS',
    Image: 'IMAGE',
    Ports: 'PORTS',
  },
};

export const listServices: DockerCommand = {
  spec: {
    path: 'docker service ls',
    usage: 'docker service ls [OPTIONS]',
    short: 'List services',
    aliases: ['docker service ls', 'docker service list'],
    args: { kind: 'exact', count: 0 },
    flags: [
      FILTER,
      { name: 'format', type: 'string', usage: 'Format output using a custom template' },
      { name: 'quiet', shorthand: 'q', type: 'bool', usage: 'Only display IDs' },
    ],
  },
  run: (invocation) => {
    const { world, host, flags } = invocation;
    const filters = parseFilters(listFlag(flags, 'filter'));
    if (!filters.ok) return fail(125, `${filters.message}\n`);
    const reply = serviceList(world, host, filters.value);
    if (!reply.ok) return fail(1, `${daemonError(reply.message)}\n`);
    const services = [...reply.value].sort((a, b) => naturalOrder(a.Spec.Name, b.Spec.Name));
    if (boolFlag(flags, 'quiet') && !isGiven(flags, 'format'))
      return succeed(services.map(({ ID }) => `${ID.slice(0, 12)}\n`).join(''));
    const rows = services.map((service) => serviceRow(invocation, service));
    return listed(formatList(stringFlag(flags, 'format'), SERVICE_LIST, rows));
  },
};

/** A service in a list: how many of its tasks run, and what it publishes on every node. */
export function serviceRow({ world, host }: Invocation, service: ServiceResource): ListRow {
  const tasks = taskList(world, host, { service: [service.ID], 'desired-state': ['running'] });
  const all = tasks.ok ? tasks.value : [];
  const running = all.filter(({ Status }) => Status.State === 'running').length;
  const wanted = service.Spec.Mode.Replicated?.Replicas ?? all.length;
  const ports = (service.Endpoint.Ports ?? [])
    .filter(({ PublishMode }) => PublishMode === 'ingress')
    .map(({ PublishedPort, TargetPort, Protocol }) => `*:${PublishedPort}->${TargetPort}/${Protocol}`);
  return {
    fields: {
      ID: service.ID.slice(0, 12),
      Name: service.Spec.Name,
      Mode: service.Spec.Mode.Global === undefined ? 'replicated' : 'global',
      Replicas: `${running}/${wanted}`,
      Image: service.Spec.TaskTemplate.ContainerSpec?.Image ?? '',
      Ports: ports.join(', '),
    },
    methods: { Label: ([name = '']) => service.Spec.Labels[name] ?? '' },
  };
}

export const inspectService: DockerCommand = {
  spec: {
    path: 'docker service inspect',
    usage: 'docker service inspect [OPTIONS] SERVICE [SERVICE...]',
    short: 'Display detailed information on one or more services',
    args: { kind: 'min', count: 1 },
    flags: [
      { name: 'format', shorthand: 'f', type: 'string', usage: 'Format output using a custom template' },
      { name: 'pretty', type: 'bool', usage: 'Print the information in a human friendly format' },
    ],
  },
  run: ({ world, host, args, flags }) => {
    const pretty = boolFlag(flags, 'pretty');
    if (pretty && isGiven(flags, 'format'))
      return fail(1, '--format is incompatible with human friendly format\n');
    const networks = networkList(world, host, {});
    const nameOf = (id: string): string =>
      (networks.ok ? networks.value.find(({ Id }) => Id === id)?.Name : undefined) ?? id;
    return inspectAll(
      args,
      stringFlag(flags, 'format'),
      (term) => {
        const reply = serviceInspect(world, host, term);
        return reply.ok ? { ...reply, value: { json: reply.value, typed: fromJson(reply.value) } } : reply;
      },
      (term, message) =>
        message.endsWith(' not found') ? `Error: no such service: ${term}` : daemonError(message),
      pretty
        ? (service) => prettyService(service as ServiceResource, world.epoch + world.now, nameOf)
        : undefined,
    );
  },
};
