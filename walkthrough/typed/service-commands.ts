import type { ServiceSpec } from '../../compiler/ir/action.ts';
import { networkFlag } from './network-commands.ts';
import { flag, flags, pairs, quoteWord } from './quote-word.ts';

/** `docker service create --name demo --replicas 2 -p 8080:80 nginx` */
export const serviceCreate = (service: ServiceSpec): string =>
  [
    'docker service create',
    `--name ${quoteWord(service.name)}`,
    ...(service.mode === 'global' ? ['--mode global'] : []),
    ...numberFlag('--replicas', service.replicas),
    ...flags('--network', service.networks.map(networkFlag)),
    ...flags(
      '-p',
      service.publish.map(({ text }) => text),
    ),
    ...(service.endpointMode === 'dnsrr' ? ['--endpoint-mode dnsrr'] : []),
    ...flags('--constraint', service.constraints),
    ...flags('--placement-pref', service.placementPreferences),
    ...flag('--hostname', service.hostname),
    ...flags('-e', service.environment),
    ...flags('--label', pairs(service.labels)),
    ...updateFlags(service),
    quoteWord(service.image),
    ...service.command.map(quoteWord),
  ].join(' ');

/** `docker service update --image nginx:2 demo`: the fields that change, as they are afterwards. */
export const serviceUpdate = (name: string, changes: Partial<ServiceSpec>, force: boolean): string =>
  [
    'docker service update',
    ...flag('--image', changes.image),
    ...numberFlag('--replicas', changes.replicas),
    ...flag('--endpoint-mode', changes.endpointMode),
    ...flags('--network-add', (changes.networks ?? []).map(networkFlag)),
    ...flags(
      '--publish-add',
      (changes.publish ?? []).map(({ text }) => text),
    ),
    ...flags('--constraint-add', changes.constraints ?? []),
    ...flags('--env-add', changes.environment ?? []),
    ...updateFlags(changes),
    ...(force ? ['--force'] : []),
    quoteWord(name),
  ].join(' ');

const updateFlags = ({ update, restart }: Partial<ServiceSpec>): readonly string[] => [
  ...numberFlag('--update-parallelism', update?.parallelism),
  ...(update?.delayMs === undefined ? [] : [`--update-delay ${update.delayMs / 1000}s`]),
  ...flag('--update-order', update?.order),
  ...flag('--restart-condition', restart?.condition),
  ...(restart?.delayMs === undefined ? [] : [`--restart-delay ${restart.delayMs / 1000}s`]),
  ...numberFlag('--restart-max-attempts', restart?.maxAttempts),
];

const numberFlag = (name: string, value: number | undefined): readonly string[] =>
  value === undefined ? [] : [`${name} ${value}`];
