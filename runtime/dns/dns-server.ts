/** What answers at a DNS socket. */
export type DnsServer =
  /** The embedded resolver of a container's sandbox (libnetwork resolver.go). */
  | { readonly kind: 'embedded'; readonly host: string; readonly container: string; readonly sandbox: string }
  /** A LAN's or the internet's server with fixed records. */
  | {
      readonly kind: 'zone';
      readonly records: readonly DnsRecord[];
      readonly otherwise: 'NXDOMAIN' | 'REFUSED' | 'SERVFAIL' | 'silent';
    };

export type DnsType = 'A' | 'AAAA' | 'PTR' | 'CNAME' | 'TXT' | 'MX' | 'SRV' | 'NS' | 'SOA' | 'ANY';

export interface DnsRecord {
  readonly name: string;
  readonly type: DnsType;
  /** Seconds. */
  readonly ttl: number;
  readonly data: string;
}

export interface DnsQuery {
  readonly name: string;
  readonly type: DnsType;
  readonly transport: 'udp' | 'tcp';
}

/** `timeout`: nothing came back. */
export interface DnsReply {
  readonly rcode:
    | 'NOERROR'
    | 'NXDOMAIN'
    | 'SERVFAIL'
    | 'REFUSED'
    | 'FORMERR'
    | 'NOTIMP'
    | 'timeout'
    | 'refused'
    | 'unreachable';
  readonly authoritative: boolean;
  readonly recursionAvailable: boolean;
  readonly truncated: boolean;
  readonly answers: readonly DnsRecord[];
}
