import type { Span } from '../diagnostics/span.ts';
import type { ClaimNode } from './ast-claim.ts';

/**
 * What a `.dnet` file says, as written: no name is bound and no value is judged yet.
 * Every node has its span. A statement that cannot be read is left out, its diagnostic stands beside the document.
 */
export interface Document {
  readonly kind: 'document';
  readonly file: string;
  readonly items: readonly (ScenarioNode | PropertyNode)[];
  readonly span: Span;
}

/** A piece of text with its place: a name without its quotes, a string without its escapes. */
export interface Text {
  readonly text: string;
  readonly span: Span;
}

export interface ScenarioNode extends Documented {
  readonly kind: 'scenario';
  readonly name: Text;
  readonly statements: readonly Statement[];
}

/** `prose` is the Markdown block that stands before the statement. */
export interface Documented {
  readonly prose?: Text;
  readonly span: Span;
}

export type Statement =
  | Shows
  | Seed
  | Declaration
  | SwarmNode
  | ComposeNode
  | StepNode
  | ExpectNode
  | ShowNode
  | InvariantNode
  | ExerciseNode
  | NoteNode
  | ActionNode;

/** `shows T3, T4` */
export interface Shows extends Documented {
  readonly kind: 'shows';
  readonly ids: readonly Text[];
}

/** `seed 42` */
export interface Seed extends Documented {
  readonly kind: 'seed';
  readonly seed: number;
}

export type DeclarationKind = 'host' | 'client' | 'lan' | 'image' | 'network' | 'container' | 'service';

/** `container web { image nginx }`; which attributes it may have is the compiler's table. */
export interface Declaration extends Documented {
  readonly kind: 'declaration';
  readonly what: DeclarationKind;
  readonly name: Text;
  readonly attributes: readonly Attribute[];
}

/** `name item, item`: `dns 10.20.1.2, 10.20.1.3`; `network app as store, db`; `daemon { mtu 1500 }`. */
export interface Attribute {
  readonly name: Text;
  /** What the commas separate; empty when the name stands alone. */
  readonly items: readonly AttributeItem[];
  readonly prose?: Text;
  readonly span: Span;
}

/** `172.30.0.0/16 { gateway 172.30.0.1 }`; no values and a block for `daemon { ... }`. */
export interface AttributeItem {
  readonly values: readonly Value[];
  readonly block?: readonly Attribute[];
  readonly span: Span;
}

/** One value as written; `text` has its quotes and escapes taken off, and `kind` tells what it looks like. */
export interface Value extends Text {
  readonly kind: ValueLook;
}

export type ValueLook =
  | 'word'
  | 'number'
  | 'duration'
  | 'percent'
  /** `1..3` */
  | 'range'
  /** IPv4 or IPv6 without a prefix length */
  | 'address'
  | 'cidr'
  /** `80/tcp`, `8000-8010` */
  | 'port'
  /** `8080:80/tcp`, `127.0.0.1:8080:80` */
  | 'published'
  /** `api:8080`, `[fd00::1]:80`, `laptop/web:80` */
  | 'endpoint'
  /** `laptop/web` */
  | 'path'
  /** `==`, `!=` */
  | 'operator'
  | 'string'
  /** any other run of characters: `key=value`, `nginx:1.25-alpine`, a MAC address */
  | 'other';

/** `swarm { default-addr-pool 10.20.0.0/16; manager node1 { ... }; worker node2 { ... } }` */
export interface SwarmNode extends Documented {
  readonly kind: 'swarm';
  readonly attributes: readonly Attribute[];
  readonly nodes: readonly SwarmMember[];
}

/** A host with its part in the swarm; it takes the attributes of a host. */
export interface SwarmMember extends Documented {
  readonly role: 'manager' | 'worker';
  readonly name: Text;
  readonly attributes: readonly Attribute[];
}

/** `compose "./compose.yaml" { project shop }` */
export interface ComposeNode extends Documented {
  readonly kind: 'compose';
  readonly file: Text;
  readonly attributes: readonly Attribute[];
}

/** `step "name" fails with "text" { ... }` */
export interface StepNode extends Documented {
  readonly kind: 'step';
  readonly name: Text;
  readonly failsWith?: Text;
  readonly statements: readonly Statement[];
}

export interface ExpectNode extends Documented {
  readonly kind: 'expect';
  readonly claim: ClaimNode;
}

/** `show laptop$ docker network ls` */
export interface ShowNode extends Documented {
  readonly kind: 'show';
  readonly command: CommandLine;
}

export interface InvariantNode extends Documented {
  readonly kind: 'invariant';
  readonly name: Text;
  readonly claims: readonly ClaimNode[];
}

/** `exercise "name" { ... }`: commands that solve it, and claims that hold once it is solved. */
export interface ExerciseNode extends Documented {
  readonly kind: 'exercise';
  readonly name: Text;
  readonly statements: readonly Statement[];
}

/** Prose with no statement after it. */
export interface NoteNode {
  readonly kind: 'note';
  readonly prose: Text;
  readonly span: Span;
}

/** `laptop$ docker ps`, `laptop/probe$ nslookup store`: the rest of the line as it is. */
export interface CommandLine {
  readonly host: Text;
  readonly container?: Text;
  readonly command: Text;
  readonly span: Span;
}

/** An entity or an address as a claim or an action names it. */
export type Party =
  | { readonly kind: 'name'; readonly name: string; readonly host?: string; readonly span: Span }
  | { readonly kind: 'address'; readonly address: string; readonly span: Span };

export type Protocol = 'tcp' | 'udp' | 'sctp';

/** A port of a claim or a fault; its number is not checked yet. */
export type PortNode =
  | { readonly kind: 'port'; readonly port: number; readonly protocol: Protocol; readonly span: Span }
  | { readonly kind: 'icmp'; readonly span: Span }
  | { readonly kind: 'any'; readonly span: Span };

/** `db`, `db:5432`, `db:53/udp`, `db:icmp`, `db on any port`; no port means those that it listens on. */
export interface Target {
  readonly who: Party;
  readonly port?: PortNode;
  readonly span: Span;
}

export type ActionNode = Documented & ActionBody;

export type ActionBody =
  | { readonly kind: 'command'; readonly command: CommandLine }
  /** `connect web to app as store`; the attachment reads as in `network app as store`. */
  | { readonly kind: 'connect'; readonly container: Party; readonly attachment: AttributeItem }
  | {
      readonly kind: 'disconnect';
      readonly container: Party;
      readonly network: Text;
      readonly force: boolean;
    }
  /** `stop web`, `recreate api { image api:2 }` */
  | { readonly kind: 'lifecycle'; readonly verb: LifecycleVerb; readonly target: Party }
  | { readonly kind: 'recreate'; readonly target: Party; readonly changes: readonly Attribute[] }
  | { readonly kind: 'rename'; readonly target: Party; readonly to: Text }
  /** `remove web`, `remove network app`, `remove service demo` */
  | {
      readonly kind: 'remove';
      readonly what?: 'container' | 'network' | 'service';
      readonly target: Party;
    }
  | { readonly kind: 'scale'; readonly target: Party; readonly replicas: number }
  /** `update demo { image nginx:2 }`, `update demo force` */
  | {
      readonly kind: 'update';
      readonly target: Party;
      readonly changes: readonly Attribute[];
      readonly force: boolean;
    }
  /** `restart daemon of laptop { icc false }` */
  | {
      readonly kind: 'daemon';
      readonly verb: 'start' | 'stop' | 'restart' | 'kill';
      readonly host: Text;
      readonly config?: readonly Attribute[];
    }
  /** `drain node3`, `promote node2` */
  | { readonly kind: 'node'; readonly verb: 'drain' | 'activate' | 'promote' | 'demote'; readonly node: Text }
  | { readonly kind: 'swarm-init'; readonly host: Text; readonly attributes: readonly Attribute[] }
  | {
      readonly kind: 'swarm-join';
      readonly host: Text;
      readonly via: Text;
      readonly role: 'manager' | 'worker';
    }
  | { readonly kind: 'swarm-leave'; readonly host: Text; readonly force: boolean }
  /** `compose scale shop api=3`, `compose down shop` */
  | {
      readonly kind: 'compose-command';
      readonly verb: ComposeVerb;
      readonly project: Text;
      readonly arguments: readonly Value[];
    }
  /** `listen 8080/tcp on web`, `stop listening 127.0.0.1:8080/tcp on laptop` */
  | {
      readonly kind: 'listen' | 'stop-listening';
      readonly at: Party;
      readonly port: PortNode;
      readonly address?: Text;
    }
  | {
      readonly kind: 'open-connection';
      readonly name: Text;
      readonly from: Party;
      readonly to: Target;
      readonly byName: boolean;
    }
  /** `block 4789/udp between node1 and node2`, `block any between ...` */
  | {
      readonly kind: 'block' | 'unblock';
      readonly what: PortNode;
      readonly between: readonly [Party, Party];
    }
  | { readonly kind: 'lose'; readonly percent: number; readonly between: readonly [Party, Party] }
  /** `partition node1, node2 from node3` */
  | { readonly kind: 'partition'; readonly sides: readonly (readonly Party[])[] }
  | { readonly kind: 'heal' }
  | { readonly kind: 'machine'; readonly verb: 'down' | 'up'; readonly machine: Text }
  | { readonly kind: 'wait'; readonly ms: number };

export type LifecycleVerb = 'start' | 'stop' | 'restart' | 'kill' | 'pause' | 'unpause';
export type ComposeVerb = 'up' | 'down' | 'stop' | 'start' | 'recreate' | 'scale';

/** `property "name" { for any world {...}; for all a, b in containers; where ...; when ...; expect ... }` */
export interface PropertyNode extends Documented {
  readonly kind: 'property';
  readonly name: Text;
  /** `hosts 1..3`: each attribute has one value, a range or a number. */
  readonly world: readonly Attribute[];
  readonly variables: readonly { readonly name: Text; readonly in: Text }[];
  readonly where: readonly ConditionNode[];
  /** What happens before the claims are judged. */
  readonly when: readonly ActionNode[];
  /** The whole world with its declarations in another order: `when reorder declarations`. */
  readonly reorder: boolean;
  readonly claims: readonly ClaimNode[];
  readonly comparisons: readonly ComparisonNode[];
}

/** What two worlds, or two parties, have in common. `text` is on one line, for reports. */
export type ComparisonNode = { readonly text: string; readonly span: Span } & (
  | { readonly kind: 'reach-stays' }
  | { readonly kind: 'no-reach-lost' }
  | { readonly kind: 'no-reach-gained' }
  /** `a and b reach the same` */
  | { readonly kind: 'same-reach'; readonly left: Text; readonly right: Text }
  /** `a hears every answer of b` */
  | { readonly kind: 'hears'; readonly from: Text; readonly to: Text }
  /** `c reaches what a publishes` */
  | { readonly kind: 'reaches-published'; readonly from: Text; readonly to: Text }
);

/** `a shares no network with b`, word by word. */
export interface ConditionNode {
  readonly words: readonly Value[];
  readonly span: Span;
}
