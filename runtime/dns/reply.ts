import type { DnsReply } from './dns-server.ts';

/** A reply without answers. */
export const emptyReply = (rcode: DnsReply['rcode'], recursionAvailable = true): DnsReply => ({
  rcode,
  authoritative: false,
  recursionAvailable,
  truncated: false,
  answers: [],
});

/** Lower case, without the root's dot: how names are compared. */
export const canonicalName = (name: string): string => name.toLowerCase().replace(/\.$/, '');

/** With the root's dot: how names stand in answers. */
export const absoluteName = (name: string): string => (name.endsWith('.') ? name : `${name}.`);
