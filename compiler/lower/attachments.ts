import { parseAddress, parseMac } from '../addresses.ts';
import { type Joined, joinedBy } from '../bind/attachments.ts';
import type { Entity } from '../bind/entity.ts';
import type { Attachment } from '../ir/action.ts';
import { optional } from './optional.ts';
import { pairsOf } from './pairs.ts';
import { dockerName, type Scene } from './who.ts';

const texts = (values: readonly { readonly text: string }[]) => values.map(({ text }) => text);
const address = (value: { readonly text: string } | undefined) =>
  value && (parseAddress(value.text)?.text ?? value.text);

/** The networks that a container or service joins, with Docker's names. */
export const attachmentsOf = (scene: Scene, entity: Entity): readonly Attachment[] =>
  joinedBy(entity).map((joined) => attachmentOf(scene, joined));

export const attachmentOf = (scene: Scene, joined: Joined): Attachment => ({
  network: dockerName(scene, joined.network.text, 'network'),
  aliases: texts(joined.aliases),
  ...optional('ip', address(joined.ip)),
  ...optional('ip6', address(joined.ip6)),
  ...optional('mac', joined.mac && parseMac(joined.mac.text)),
  links: texts(joined.links),
  driverOptions: pairsOf(texts(joined.driverOptions)),
  ...optional('gwPriority', joined.gwPriority && Number(joined.gwPriority.text)),
  origin: joined.network.span,
});
