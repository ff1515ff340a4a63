import type { Attachment } from '../../../compiler/ir/action.ts';
import type { NetworkOption } from '../../docker-client/network-option.ts';

/** An attachment as `--network name=...,alias=...` and `docker network connect` say it. */
export const attachmentOption = (attachment: Attachment): NetworkOption => ({
  target: attachment.network,
  aliases: attachment.aliases,
  links: attachment.links,
  ip: attachment.ip ?? '',
  ip6: attachment.ip6 ?? '',
  linkLocalIps: [],
  mac: attachment.mac ?? '',
  driverOptions: attachment.driverOptions,
  gwPriority: attachment.gwPriority ?? 0,
});
