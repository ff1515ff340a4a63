/** What libnetwork says of a request: a value, or why not, in the engine's own words. */
export type Result<T> = { readonly ok: true; readonly value: T } | Refusal;

/** `kind` is the class of libnetwork's error; the daemon makes an HTTP status from it. */
export interface Refusal {
  readonly ok: false;
  readonly kind: 'invalid' | 'not-found' | 'forbidden' | 'conflict' | 'internal';
  readonly message: string;
}

export const done = <T>(value: T): Result<T> => ({ ok: true, value });
const refuse =
  (kind: Refusal['kind']) =>
  (message: string): Refusal => ({ ok: false, kind, message });

export const invalid = refuse('invalid');
export const notFound = refuse('not-found');
export const forbidden = refuse('forbidden');
export const conflict = refuse('conflict');
export const internal = refuse('internal');
