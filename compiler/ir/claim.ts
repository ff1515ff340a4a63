import type { Span } from '../../diagnostics/span.ts';
import type { Place } from './ir.ts';

/** What must hold. `text` is the claim as written, for reports. */
export type Claim = ClaimBody & {
  readonly text: string;
  readonly when: When;
  readonly because?: Reason;
  readonly origin: Span;
};

export type When =
  | { readonly kind: 'now' }
  /** Virtual time may run until it holds. */
  | { readonly kind: 'eventually' }
  | { readonly kind: 'within'; readonly ms: number };

export type ClaimBody =
  | {
      readonly kind: 'reach';
      readonly from: Who;
      readonly to: Who;
      readonly port: Ports;
      readonly byName: boolean;
      readonly holds: boolean;
      readonly servedBy?: string;
      readonly size?: number;
      readonly named?: string;
    }
  | { readonly kind: 'resolve'; readonly from: Who; readonly name: string; readonly answer: Answer }
  | { readonly kind: 'has'; readonly who: Who; readonly holds: boolean; readonly what: Property }
  | {
      readonly kind: 'sees';
      readonly server: Who;
      readonly client: Who;
      readonly as: string;
      readonly to: Who;
      readonly port: Ports;
    }
  | {
      readonly kind: 'reachable-only-from';
      readonly to: Who;
      readonly port: Ports;
      readonly only: readonly Who[];
    }
  | {
      readonly kind: 'matrix';
      readonly port: Ports;
      readonly columns: readonly Who[];
      readonly rows: readonly MatrixRow[];
      readonly table: Span;
    }
  | { readonly kind: 'previous-address-silent'; readonly of: string }
  | {
      readonly kind: 'spread';
      readonly requests: number;
      readonly from: Who;
      readonly to: Who;
      readonly port: Ports;
      readonly byName: boolean;
      readonly over?: string;
      readonly fail?: number;
    }
  | { readonly kind: 'connection'; readonly name: string; readonly state: 'open' | 'closed' }
  | {
      readonly kind: 'prints';
      readonly place: Place;
      readonly command: string;
      readonly test: 'contains' | 'lacks' | 'equals' | 'matches' | 'fails';
      readonly expected: string;
    }
  | { readonly kind: 'state'; readonly who: Who; readonly state: string; readonly holds: boolean }
  /** Running tasks of a service, or tasks on a node. */
  | {
      readonly kind: 'runs';
      readonly service: string;
      readonly tasks?: number;
      readonly on?: readonly string[];
      readonly holds: boolean;
    };

/** A party of a claim: an entity of the scenario, or an address, or a name that only a lookup knows. */
export type Who =
  | { readonly kind: 'container'; readonly name: string; readonly host?: string }
  | { readonly kind: 'service'; readonly name: string }
  /** `demo.1`, or `node2/demo` for the task on a node. */
  | { readonly kind: 'task'; readonly service: string; readonly slot?: number; readonly host?: string }
  | { readonly kind: 'host'; readonly name: string }
  | { readonly kind: 'client'; readonly name: string }
  | { readonly kind: 'network'; readonly name: string }
  | { readonly kind: 'namespace'; readonly host: string; readonly name: string }
  | { readonly kind: 'internet' }
  | { readonly kind: 'localhost' }
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'dns-name'; readonly name: string }
  /** A variable of a property. */
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'any' };

export type Ports =
  | { readonly kind: 'listened' }
  | { readonly kind: 'any' }
  | { readonly kind: 'icmp' }
  | { readonly kind: 'port'; readonly port: number; readonly protocol: 'tcp' | 'udp' | 'sctp' };

export type Answer =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'something' }
  | { readonly kind: 'addresses'; readonly addresses: readonly string[] }
  | { readonly kind: 'entity'; readonly who: Who }
  | { readonly kind: 'virtual-ip'; readonly service: string }
  | { readonly kind: 'tasks'; readonly service: string };

/** What a namespace has. */
export type Property =
  | {
      readonly kind: 'address';
      /** With or without prefix length; none means any address. */
      readonly address?: string;
      readonly network?: string;
      readonly interface?: string;
    }
  | { readonly kind: 'interface'; readonly name: string; readonly network?: string }
  | { readonly kind: 'route'; readonly to: string; readonly via?: string; readonly dev?: string }
  | { readonly kind: 'rule'; readonly table: string; readonly text: string }
  | { readonly kind: 'mtu'; readonly mtu: number; readonly interface?: string }
  | { readonly kind: 'mac'; readonly mac: string; readonly interface?: string }
  | { readonly kind: 'listener'; readonly port: number; readonly protocol: 'tcp' | 'udp' | 'sctp' }
  | { readonly kind: 'only-loopback' };

/** The outcome that was wanted, or the reason for it: `isolated`, `internal`, a chain's name. */
export type Reason =
  | {
      readonly kind: 'outcome';
      readonly outcome: 'refused' | 'timeout' | 'unreachable' | 'unresolved' | 'closed';
    }
  | { readonly kind: 'isolated' }
  | { readonly kind: 'internal' }
  | { readonly kind: 'port-unpublished' }
  | { readonly kind: 'blocked' }
  | { readonly kind: 'chain'; readonly chain: string }
  | { readonly kind: 'snat'; readonly by: string };

export interface MatrixRow {
  readonly from: Who;
  readonly cells: readonly MatrixCell[];
  readonly origin: Span;
}

/** `-` says nothing. */
export interface MatrixCell {
  readonly expected: string;
  readonly origin: Span;
}
