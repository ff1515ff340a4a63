import type { GoValue } from './go-value.ts';

/** `position` is a UTF-16 offset into the template; `text` is how Go prints the node in its error texts. */
interface Located {
  readonly position: number;
  readonly text: string;
}

export type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'action'; readonly pipe: Pipe }
  | (Branch & { readonly kind: 'if' | 'with' })
  | (Branch & { readonly kind: 'range' })
  | { readonly kind: 'break' }
  | { readonly kind: 'continue' };

export interface Branch {
  readonly pipe: Pipe;
  readonly body: readonly Node[];
  readonly otherwise: readonly Node[];
}

export interface Pipe extends Located {
  /** The variables that it sets, `$` included. */
  readonly variables: readonly string[];
  /** `=` sets variables that exist, `:=` makes new ones. */
  readonly assigns: boolean;
  readonly commands: readonly Command[];
}

/** Never empty: the first operand is the function, method or value. */
export interface Command extends Located {
  readonly operands: readonly [Operand, ...Operand[]];
}

export type Operand = Located &
  (
    | { readonly kind: 'dot' }
    | { readonly kind: 'nil' }
    | { readonly kind: 'constant'; readonly value: Exclude<GoValue, null> }
    | { readonly kind: 'field'; readonly names: readonly string[] }
    | { readonly kind: 'variable'; readonly name: string; readonly names: readonly string[] }
    | { readonly kind: 'function'; readonly name: string }
    | { readonly kind: 'pipe'; readonly pipe: Pipe; readonly names: readonly string[] }
  );
