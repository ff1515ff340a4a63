import type { AttributeItem, Party } from '../../../grammar/ast.ts';
import { joinedOf } from '../../bind/attachments.ts';
import { bindItemBlock } from '../../bind/bind-block.ts';
import type { BoundScenario } from '../../bind/bound-scenario.ts';
import { findEntity } from '../../bind/find-entity.ts';
import { partyText } from '../../bind/party-text.ts';
import { hostOf } from '../../bind/scene.ts';
import type { Action, Attachment } from '../../ir/action.ts';
import { attachmentOf } from '../attachments.ts';
import { containerSpecOf } from '../container-spec.ts';
import { optional } from '../optional.ts';
import { placeOf } from '../place-of.ts';
import { dockerName, dockerNameOf } from '../who.ts';
import { changed, checkedBefore } from './changed.ts';
import type { Lower, LowerTable } from './lower.ts';
import { placeOfContainer } from './place-of-container.ts';
import { forceUpdate, pauseNode } from './service-actions.ts';

const recreate: Lower<'recreate'> = (scenario, { target, changes }) => {
  if (findEntity(scenario, partyText(target), ['service'])) return [forceUpdate(scenario, target, changes)];
  const entity = findEntity(scenario, target.kind === 'name' ? target.name : '', ['container']);
  const spec = entity && changes.length > 0 ? containerSpecOf(scenario, changed(entity, changes)) : undefined;
  const place = placeOfContainer(scenario, target);
  return [{ kind: 'recreate-container', ...place, ...optional('changes', spec) }];
};

const remove: Lower<'remove'> = (scenario, { what, target }) => {
  const { name, host } = target.kind === 'name' ? target : { name: target.address, host: undefined };
  const entity = findEntity(scenario, name, what ? [what] : ['container', 'service', 'network'], host);
  const place = host ?? (entity ? hostOf(scenario, entity) : scenario.mainHost);
  const docker = entity ? dockerNameOf(entity) : name;
  switch (what ?? entity?.kind) {
    case 'network':
      return [{ kind: 'remove-network', host: place, network: docker }];
    case 'service':
      return [{ kind: 'remove-service', host: scenario.mainHost, service: docker }];
    default:
      return [{ kind: 'container-command', command: 'remove', host: place, container: docker }];
  }
};

/** What a person types about containers and their networks. */
export const containerActions: LowerTable<
  'command' | 'connect' | 'disconnect' | 'lifecycle' | 'rename' | 'recreate' | 'remove'
> = {
  command: (scenario, { command }) => [
    { kind: 'command', place: placeOf(scenario, command), text: command.command.text },
  ],
  connect: (scenario, { kind, container, attachment }) => [
    { kind, ...placeOfContainer(scenario, container), attachment: attachmentFrom(scenario, attachment) },
  ],
  disconnect: (scenario, { kind, container, network, force }) => [
    {
      kind,
      ...placeOfContainer(scenario, container),
      network: dockerName(scenario, network.text, 'network'),
      force,
    },
  ],
  lifecycle: (scenario, { verb, target }) => [
    verb === 'pause' && isNode(scenario, target)
      ? pauseNode(scenario, partyText(target))
      : containerCommand(scenario, verb, target),
  ],
  rename: (scenario, { target, to }) => [
    { ...containerCommand(scenario, 'rename', target), argument: to.text },
  ],
  recreate,
  remove,
};

/** Containers come before hosts of the same name. */
const isNode = (scenario: BoundScenario, target: Party): boolean =>
  findEntity(scenario, partyText(target), ['container', 'host'])?.kind === 'host';

type ContainerCommand = Extract<Action, { kind: 'container-command' }>;

const containerCommand = (
  scenario: BoundScenario,
  command: ContainerCommand['command'],
  target: Party,
): ContainerCommand => ({ kind: 'container-command', command, ...placeOfContainer(scenario, target) });

/** `app as store { ip 172.30.0.5 }` */
function attachmentFrom(scenario: BoundScenario, item: AttributeItem): Attachment {
  const network = item.values[0] ?? { text: '', span: item.span };
  return attachmentOf(scenario, joinedOf(network, bindItemBlock('attachment', item, checkedBefore)));
}
