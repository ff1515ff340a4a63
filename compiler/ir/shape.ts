/**
 * What a value of the IR looks like, as data: the codec reads it to refuse malformed JSON, the tests read it
 * to make values at random. The builders below are typed by the IR's own types, so a field or kind that has
 * no shape does not compile.
 */
export type Shape =
  | { readonly kind: 'text' }
  | { readonly kind: 'number' }
  | { readonly kind: 'flag' }
  | { readonly kind: 'json' }
  | { readonly kind: 'word'; readonly words: readonly (string | number)[] }
  | { readonly kind: 'list'; readonly of: Shape; readonly length?: number }
  | { readonly kind: 'map'; readonly of: Shape }
  | { readonly kind: 'record'; readonly fields: { readonly [name: string]: Field } }
  | { readonly kind: 'union'; readonly cases: { readonly [kind: string]: Shape } }
  /** For types that contain themselves. */
  | { readonly kind: 'later'; readonly shape: () => Shape };

export interface Field {
  readonly shape: Shape;
  readonly optional: boolean;
}

/** A shape of `T`; `means` never exists, it carries the type. */
export type ShapeOf<T> = Shape & { readonly means?: T };
type FieldOf<T> = Field & { readonly means?: T };

type FieldsOf<T> = {
  readonly [K in keyof T]-?: Record<never, never> extends Pick<T, K>
    ? FieldOf<Exclude<T[K], undefined>> & { readonly optional: true }
    : ShapeOf<T[K]>;
};
type CasesOf<T extends { readonly kind: string }> = {
  readonly [K in T['kind']]: FieldsOf<Omit<Extract<T, { readonly kind: K }>, 'kind'>>;
};

export const text: ShapeOf<string> = { kind: 'text' };
export const number: ShapeOf<number> = { kind: 'number' };
export const flag: ShapeOf<boolean> = { kind: 'flag' };
export const word = <const W extends string | number>(...words: W[]): ShapeOf<W> => ({ kind: 'word', words });
export const list = <T>(of: ShapeOf<T>): ShapeOf<readonly T[]> => ({ kind: 'list', of });
export const pair = <T>(of: ShapeOf<T>): ShapeOf<readonly [T, T]> => ({ kind: 'list', of, length: 2 });
export const map = <T>(of: ShapeOf<T>): ShapeOf<{ readonly [key: string]: T }> => ({ kind: 'map', of });
export const later = <T>(shape: () => ShapeOf<T>): ShapeOf<T> => ({ kind: 'later', shape });

export const optional = <T>(shape: ShapeOf<T>): FieldOf<T> & { readonly optional: true } => ({
  shape,
  optional: true,
});

export const record = <T>(fields: FieldsOf<T>): ShapeOf<T> => ({
  kind: 'record',
  fields: Object.fromEntries(
    Object.entries(fields as { [name: string]: Shape | Field }).map(([name, field]) => [
      name,
      'optional' in field ? field : { shape: field, optional: false },
    ]),
  ),
});

/** A discriminated union: one set of fields for each `kind`. */
export const union = <T extends { readonly kind: string }>(cases: CasesOf<T>): ShapeOf<T> => ({
  kind: 'union',
  cases: Object.fromEntries(
    Object.entries(cases as { [kind: string]: FieldsOf<unknown> }).map(([kind, fields]) => [
      kind,
      record({ kind: word(kind), ...fields } as FieldsOf<unknown>),
    ]),
  ),
});
