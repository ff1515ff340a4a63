import type { Span } from '../diagnostics/span.ts';
import type { CommandLine, Party, PortNode, Target, Text } from './ast.ts';

/** What must hold, as written. `text` is the claim on one line, for reports. */
export type ClaimNode = ClaimNodeBody & {
  readonly text: string;
  readonly when: WhenNode;
  readonly because?: ReasonNode;
  readonly span: Span;
};

export type WhenNode =
  | { readonly kind: 'now' }
  | { readonly kind: 'eventually' }
  | { readonly kind: 'within'; readonly ms: number };

/** `because isolated`, `because snat by ingress-sbox` */
export interface ReasonNode {
  readonly reason: Text;
  readonly by?: Text;
  readonly span: Span;
}

export type ClaimNodeBody =
  /** `a reaches b:80 by name with 1400 bytes served by demo`, `a cannot reach b` */
  | {
      readonly kind: 'reach';
      readonly from: Party;
      readonly to: Target;
      readonly holds: boolean;
      readonly byName: boolean;
      readonly bytes?: number;
      readonly servedBy?: Text;
    }
  /** `a resolves store to 172.30.0.3`, `a cannot resolve store` */
  | { readonly kind: 'resolve'; readonly from: Party; readonly name: Text; readonly answer: AnswerNode }
  /** `a has ...`, `a has no ...` */
  | { readonly kind: 'has'; readonly who: Party; readonly holds: boolean; readonly what: FeatureNode }
  /** `demo sees outside as 10.0.0.2 via node1:8080` */
  | {
      readonly kind: 'sees';
      readonly server: Party;
      readonly client: Party;
      readonly as: Text;
      readonly via?: Target;
    }
  /** `db:5432 is reachable only from api, admin` */
  | { readonly kind: 'only-from'; readonly to: Target; readonly only: readonly Party[] }
  | MatrixNode
  /** `previous address of api does not answer` */
  | { readonly kind: 'previous-address'; readonly of: Party }
  /** `10 requests from a to b:80 spread evenly over demo`, `... fail 5 times` */
  | {
      readonly kind: 'requests';
      readonly count: number;
      readonly from: Party;
      readonly to: Target;
      readonly byName: boolean;
      readonly outcome: RequestsOutcome;
    }
  | { readonly kind: 'connection'; readonly name: Text; readonly state: 'open' | 'closed' }
  /** `output with "bridge" from laptop$ docker network ls`, `failure with "..." from laptop$ ...` */
  | {
      readonly kind: 'output';
      readonly test: 'contains' | 'lacks' | 'equals' | 'matches' | 'fails';
      readonly expected: Text;
      readonly command: CommandLine;
    }
  /** `web is running`, `web is not running` */
  | { readonly kind: 'state'; readonly who: Party; readonly holds: boolean; readonly state: Text }
  /** `demo runs 2 tasks on node1, node2`, `demo runs no task on node3`, `demo runs on node1` */
  | {
      readonly kind: 'runs';
      readonly service: Text;
      readonly holds: boolean;
      readonly tasks?: number;
      readonly on: readonly Text[];
    };

export type RequestsOutcome =
  | { readonly kind: 'spread'; readonly over?: Text }
  | { readonly kind: 'fail'; readonly times: number }
  | { readonly kind: 'succeed' };

export type AnswerNode =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'something' }
  /** `to 172.30.0.2, 172.30.0.3`, `to web` */
  | { readonly kind: 'parties'; readonly parties: readonly Party[] }
  /** `to its virtual ip`: of the service that the name names */
  | { readonly kind: 'virtual-ip' }
  /** `to the tasks of rrb` */
  | { readonly kind: 'tasks'; readonly service: Text };

export type FeatureNode =
  /** `address 172.17.0.2 on bridge`; without an address: any at all, `has no address on app` */
  | { readonly kind: 'address'; readonly address?: Text; readonly on?: Text }
  | { readonly kind: 'interface'; readonly name: Text; readonly on?: Text }
  /** `route 10.0.0.0/8 via 172.17.0.1 dev eth0`; `default route ...` has `to` "default" */
  | { readonly kind: 'route'; readonly to: Text; readonly via?: Text; readonly dev?: Text }
  /** `rule "-A FORWARD -j DOCKER" in filter` */
  | { readonly kind: 'rule'; readonly text: Text; readonly table: Text }
  | { readonly kind: 'mtu'; readonly mtu: number; readonly on?: Text }
  /** `mac-address 02:42:ac:11:00:02 on eth0` */
  | { readonly kind: 'mac'; readonly mac: Text; readonly on?: Text }
  /** `listener on 80/tcp` */
  | { readonly kind: 'listener'; readonly port: PortNode }
  /** `only loopback` */
  | { readonly kind: 'only-loopback' };

/**
 * `matrix 80/tcp { ... }`: the first line names the columns, each further line a row and its cells.
 * A cell's span is where a tool writes another outcome.
 */
export interface MatrixNode {
  readonly kind: 'matrix';
  readonly port: PortNode;
  readonly columns: readonly Party[];
  readonly rows: readonly { readonly from: Party; readonly cells: readonly Text[]; readonly span: Span }[];
  /** From the opening brace to the closing one. */
  readonly table: Span;
}
