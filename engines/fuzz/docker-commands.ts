import type { Action, Attachment, ContainerSpec, NetworkSpec } from '../../compiler/ir/action.ts';
import type { Item, Scenario } from '../../compiler/ir/ir.ts';

/** What a person types to see on an engine of his own what a scenario does; images that listen are up to him. */
export function dockerCommands({ story }: Scenario): readonly string[] {
  return story.flatMap(itemCommands);
}

function itemCommands(item: Item): readonly string[] {
  if (item.kind === 'step') return [`# ${item.name}`, ...item.items.flatMap(itemCommands)];
  return item.kind === 'do' ? actionCommands(item.action) : [];
}

function actionCommands(action: Action): readonly string[] {
  switch (action.kind) {
    case 'create-network':
      return [line('docker network create', networkOptions(action.network), action.network.name)];
    case 'remove-network':
      return [`docker network rm ${action.network}`];
    case 'run-container':
      return runCommands(action.container, action.start);
    case 'container-command': {
      const verb = action.command === 'remove' ? 'rm -f' : action.command;
      return [line(`docker ${verb}`, [], action.container, action.argument ?? '')];
    }
    case 'connect': {
      const { network, ...options } = action.attachment;
      return [line('docker network connect', attachmentOptions(options), network, action.container)];
    }
    case 'disconnect':
      return [
        line('docker network disconnect', action.force ? ['-f'] : [], action.network, action.container),
      ];
    case 'command':
      return [action.text];
    case 'wait':
      return [`sleep ${action.ms / 1000}`];
    default:
      return [`# ${action.kind}: not a docker command`];
  }
}

const line = (command: string, options: readonly string[], ...words: readonly string[]): string =>
  [command, ...options, ...words].filter((word) => word !== '').join(' ');

function networkOptions({ driver, subnets, internal, ipv6, options }: NetworkSpec): readonly string[] {
  return [
    ...(driver === undefined || driver === 'bridge' ? [] : [`--driver ${driver}`]),
    ...subnets.flatMap(({ subnet, gateway, ipRange }) => [
      ...(subnet ? [`--subnet ${subnet}`] : []),
      ...(gateway ? [`--gateway ${gateway}`] : []),
      ...(ipRange ? [`--ip-range ${ipRange}`] : []),
    ]),
    ...(internal ? ['--internal'] : []),
    ...(ipv6 ? ['--ipv6'] : []),
    ...Object.entries(options).map(([key, value]) => `--opt ${key}=${value}`),
  ];
}

const attachmentOptions = ({ aliases, ip, ip6, links }: Omit<Attachment, 'network'>): readonly string[] => [
  ...aliases.map((alias) => `--alias ${alias}`),
  ...(ip ? [`--ip ${ip}`] : []),
  ...(ip6 ? [`--ip6 ${ip6}`] : []),
  ...links.map((link) => `--link ${link}`),
];

/** The first network is an option of `run`; the others are joined before the container starts. */
function runCommands(spec: ContainerSpec, start: boolean): readonly string[] {
  const [first, ...others] = spec.attachments;
  const network =
    spec.networkMode !== undefined
      ? [`--network ${spec.networkMode}`]
      : first === undefined
        ? []
        : [
            `--network ${first.network}`,
            ...attachmentOptions(first).map((option) => option.replace('--alias', '--network-alias')),
          ];
  const options = [
    `--name ${spec.name}`,
    ...network,
    ...spec.publish.map(({ text }) => `-p ${text}`),
    ...(spec.publishAll ? ['-P'] : []),
    ...spec.links.map((link) => `--link ${link}`),
  ];
  const listens = spec.listen?.map(({ port, protocol }) => `${port}/${protocol}`).join(', ');
  const comment = listens === undefined ? '' : `  # its program listens on ${listens}`;
  if (others.length === 0)
    return [line(start ? 'docker run -d' : 'docker create', options, spec.image, ...spec.command) + comment];
  return [
    line('docker create', options, spec.image, ...spec.command) + comment,
    ...others.map(({ network: other, ...rest }) =>
      line('docker network connect', attachmentOptions(rest), other, spec.name),
    ),
    ...(start ? [`docker start ${spec.name}`] : []),
  ];
}
