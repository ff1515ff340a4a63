import type { AttributeTable, BlockName } from './attribute.ts';
import { composeAttributes } from './compose-attributes.ts';
import {
  attachmentAttributes,
  containerAttributes,
  serviceAttachmentAttributes,
  serviceAttributes,
} from './container-attributes.ts';
import { daemonAttributes } from './daemon-keys.ts';
import { imageAttributes, lanAttributes, lanDnsAttributes } from './lan-attributes.ts';
import { clientAttributes, hostAttributes, interfaceAttributes } from './machine-attributes.ts';
import { networkAttributes, subnetAttributes } from './network-attributes.ts';
import { swarmAttributes } from './swarm-attributes.ts';

/** Which attributes each block takes. A new attribute is one line in one of these tables. */
export const ATTRIBUTES: { readonly [block in BlockName]: AttributeTable } = {
  host: hostAttributes,
  daemon: daemonAttributes,
  client: clientAttributes,
  interface: interfaceAttributes,
  lan: lanAttributes,
  'lan dns': lanDnsAttributes,
  image: imageAttributes,
  network: networkAttributes,
  subnet: subnetAttributes,
  container: containerAttributes,
  attachment: attachmentAttributes,
  service: serviceAttributes,
  'service attachment': serviceAttachmentAttributes,
  swarm: swarmAttributes,
  compose: composeAttributes,
};
