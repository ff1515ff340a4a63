import type { ContainerSummary } from '../../../docker-api/container.ts';
import { containerList } from '../../../engine/daemon/container-list.ts';
import { humanDuration } from '../../../engine/daemon/human-duration.ts';
import type { World } from '../../../world.ts';
import { formatList, type ListRow, type ListSpec } from '../../go-template/list-format.ts';
import { fail, succeed } from '../../language/command-result.ts';
import { boolFlag, isGiven, listFlag, numberFlag, stringFlag } from '../../pflag/flag-values.ts';
import { type DockerCommand, daemonError } from './docker-command.ts';
import { parseFilters } from './filters.ts';
import { displayablePorts } from './format/displayable-ports.ts';
import { listed } from './format/listed.ts';

const LIST: ListSpec = {
  type: '*formatter.ContainerContext',
  defaultFormat:
    'table {{.ID}}\\t{{.Image}}\\t{{.Command}}\\t{{.RunningFor}}\\t{{.Status}}\\t{{.Ports}}\\t{{.Names}}',
  headings: {
    ID: 'CONTAINER ID',
    Names: 'NAMES',
    Image: 'IMAGE',
    Command: 'COMMAND',
    CreatedAt: 'CREATED AT',
    RunningFor: 'CREATED',
    Ports: 'PORTS',
    State: 'STATE',
    Status: 'STATUS',
    Size: 'SIZE',
    Labels: 'LABELS',
    Mounts: 'MOUNTS',
    LocalVolumes: 'LOCAL VOLUMES',
    Networks: 'NETWORKS',
  },
};

const cut = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length - 1)}…` : text;
const whenMade = (seconds: number): string =>
  new Date(seconds * 1000).toISOString().replace(/T(.*)\.\d+Z$/, ' $1 +0000 UTC');

function rowOf(world: World, container: ContainerSummary, truncate: boolean): ListRow {
  // A linked container also carries the names that others gave it; with a slash inside they are left out when truncated.
  const names = container.Names.map((name) => name.replace(/^\//, '')).filter(
    (name) => !truncate || !name.includes('/'),
  );
  const age = world.epoch + world.now - container.Created * 1000;
  const networks = Object.keys(container.NetworkSettings.Networks).sort();
  return {
    fields: {
      ID: truncate ? container.Id.slice(0, 12) : container.Id,
      Names: names.join(','),
      Image: container.Image === '' ? '<no image>' : container.Image,
      Command: `"${truncate ? cut(container.Command, 20) : container.Command}"`,
      CreatedAt: whenMade(container.Created),
      RunningFor: `${humanDuration(age)} ago`,
      Ports: displayablePorts(container.Ports),
      State: container.State,
      Status: container.Status,
      Size: '0B',
      Labels: Object.entries(container.Labels)
        .map(([name, value]) => `${name}=${value}`)
        .join(','),
      Mounts: '',
      LocalVolumes: '0',
      Networks: networks.join(','),
      Platform: null,
    },
    methods: { Label: ([name = '']) => container.Labels[name] ?? '' },
  };
}

export const ps: DockerCommand = {
  spec: {
    path: 'docker ps',
    usage: 'docker ps [OPTIONS]',
    short: 'List containers',
    aliases: ['docker container ls', 'docker container list', 'docker container ps', 'docker ps'],
    args: { kind: 'exact', count: 0 },
    flags: [
      {
        name: 'all',
        shorthand: 'a',
        type: 'bool',
        usage: 'Show all containers (default shows just running)',
      },
      {
        name: 'filter',
        shorthand: 'f',
        type: 'list',
        typeName: 'filter',
        usage: 'Filter output based on conditions provided',
      },
      { name: 'format', type: 'string', usage: 'Format output using a custom template' },
      {
        name: 'last',
        shorthand: 'n',
        type: 'int',
        default: '-1',
        usage: 'Show n last created containers (includes all states)',
      },
      {
        name: 'latest',
        shorthand: 'l',
        type: 'bool',
        usage: 'Show the latest created container (includes all states)',
      },
      { name: 'no-trunc', type: 'bool', usage: "Don't truncate output" },
      { name: 'quiet', shorthand: 'q', type: 'bool', usage: 'Only display container IDs' },
    ],
  },
  run: ({ world, host, flags }) => {
    const filters = parseFilters(listFlag(flags, 'filter'));
    if (!filters.ok) return fail(125, `${filters.message}\n`);
    const last = boolFlag(flags, 'latest') ? 1 : numberFlag(flags, 'last');
    const all = boolFlag(flags, 'all') || last > 0;
    const reply = containerList(world, host, { all, filters: filters.value });
    if (!reply.ok) return fail(1, `${daemonError(reply.message)}\n`);
    const shown = last > 0 ? reply.value.slice(0, last) : reply.value;
    const truncate = !boolFlag(flags, 'no-trunc');
    if (boolFlag(flags, 'quiet') && !isGiven(flags, 'format'))
      return succeed(shown.map(({ Id }) => `${truncate ? Id.slice(0, 12) : Id}\n`).join(''));
    const text = formatList(
      stringFlag(flags, 'format'),
      LIST,
      shown.map((container) => rowOf(world, container, truncate)),
    );
    // `docker ps` reads the template itself first, to see whether sizes are asked for.
    if (text.kind === 'error' && text.stage === 'parse')
      return fail(1, `failed to parse template: ${text.message}\n`);
    return listed(text);
  },
};
