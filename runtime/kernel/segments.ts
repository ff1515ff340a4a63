import type { Mac } from '../address/mac.ts';
import { derived } from './derived.ts';
import type { Kernel, Link, LinkOf, NetnsId, Segment } from './kernel.ts';
import { linkOf, makeLink, register } from './link-registry.ts';
import { changed } from './revision.ts';

/** A piece of Ethernet between machines. Throws when the name is taken. */
export function addSegment(kernel: Kernel, name: string): Segment {
  if (kernel.segments.has(name)) throw new Error(`segment ${name} exists`);
  const segment: Segment = { name, nics: [] };
  kernel.segments.set(name, segment);
  changed(kernel);
  return segment;
}

export interface NicSpec {
  readonly name: string;
  readonly segment: string;
  readonly mac: Mac;
  /** 1500 without. */
  readonly mtu?: number;
  readonly index?: number;
}

/** Plugs a machine into a segment; the card is down and without an address. */
export function addNic(kernel: Kernel, netns: NetnsId, spec: NicSpec): LinkOf<'nic'> {
  const segment = kernel.segments.get(spec.segment);
  if (segment === undefined) throw new Error(`no segment ${spec.segment}`);
  const nic: LinkOf<'nic'> = {
    ...makeLink(kernel, netns, { ...spec, queueLength: 1000 }),
    kind: 'nic',
    segment: spec.segment,
  };
  register(kernel, nic);
  segment.nics.push(nic.id);
  return nic;
}

/** The cards of a segment that are up, by their hardware address. */
export const nicsByMac = derived((kernel: Kernel, { nics }: Segment): ReadonlyMap<Mac, readonly Link[]> => {
  const byMac = new Map<Mac, Link[]>();
  for (const id of nics) {
    const nic = linkOf(kernel, id);
    if (!nic.up) continue;
    const known = byMac.get(nic.mac);
    if (known === undefined) byMac.set(nic.mac, [nic]);
    else known.push(nic);
  }
  return byMac;
});
