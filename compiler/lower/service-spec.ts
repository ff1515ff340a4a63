import { parseDuration } from '../attributes/duration.ts';
import { type Block, type Entity, textOf, textsOf, usesOf, type Value, valuesOf } from '../bind/entity.ts';
import type { ServiceSpec } from '../ir/action.ts';
import { parsePublished } from '../ports/published-port.ts';
import { attachmentsOf } from './attachments.ts';
import { listenersOf } from './listeners.ts';
import { optional } from './optional.ts';
import { pairsOf } from './pairs.ts';
import type { Scene } from './who.ts';

/** What `docker service create` gets for a declared service. */
export function serviceSpecOf(scene: Scene, service: Entity): ServiceSpec {
  const { block } = service;
  const mode = textOf(block, 'mode') === 'global' ? 'global' : 'replicated';
  const onHost = textOf(block, 'publish-mode') === 'host';
  return {
    name: service.name,
    image: textOf(block, 'image') ?? '',
    command: textsOf(block, 'command'),
    mode,
    ...(mode === 'replicated' ? { replicas: numberOf(block, 'replicas') ?? 1 } : {}),
    networks: attachmentsOf(scene, service),
    publish: valuesOf(block, 'publish').map((value) => ({
      text: onHost ? longForm(value) : value.text,
      origin: value.span,
    })),
    endpointMode: textOf(block, 'endpoint-mode') === 'dnsrr' ? 'dnsrr' : 'vip',
    constraints: textsOf(block, 'constraint').map((text) => text.replace(/\s*(==|!=)\s*/, ' $1 ')),
    placementPreferences: textsOf(block, 'placement-pref'),
    ...optional('hostname', textOf(block, 'hostname')),
    environment: textsOf(block, 'env'),
    labels: pairsOf(textsOf(block, 'label')),
    update: updateOf(block),
    restart: restartOf(block),
    ...(usesOf(block, 'listen').length > 0 ? { listen: listenersOf(valuesOf(block, 'listen')) } : {}),
    origin: service.span,
  };
}

const numberOf = (block: Block, name: string): number | undefined => {
  const text = textOf(block, name);
  return text === undefined ? undefined : Number(text);
};
const msOf = (block: Block, name: string): number | undefined => parseDuration(textOf(block, name) ?? '');

const ORDERS = ['stop-first', 'start-first'] as const;

const updateOf = (block: Block): ServiceSpec['update'] => ({
  ...optional('parallelism', numberOf(block, 'update-parallelism')),
  ...optional('delayMs', msOf(block, 'update-delay')),
  ...optional(
    'order',
    ORDERS.find((order) => order === textOf(block, 'update-order')),
  ),
});

const restartOf = (block: Block): ServiceSpec['restart'] => ({
  ...optional('condition', textOf(block, 'restart-condition')),
  ...optional('delayMs', msOf(block, 'restart-delay')),
  ...optional('maxAttempts', numberOf(block, 'restart-max-attempts')),
});

/** Only the long form of `--publish` can name a mode. */
function longForm({ text }: Value): string {
  const port = parsePublished(text);
  if (port === undefined) return text;
  const range = ({ first, last }: { first: number; last: number }) =>
    first === last ? `${first}` : `${first}-${last}`;
  const published = port.host ? [`published=${range(port.host)}`] : [];
  return [...published, `target=${range(port.container)}`, `protocol=${port.protocol}`, 'mode=host'].join(
    ',',
  );
}
