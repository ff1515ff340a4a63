/**
 * What the daemon answers to a request: the API's value, or its status and its own message. The client's
 * words around it (`Error response from daemon: `) are the client's.
 */
export type Answer<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly string[] }
  | Refusal;

export interface Refusal {
  readonly ok: false;
  /** An HTTP status: 400, 403, 404, 409, 500. */
  readonly status: number;
  readonly message: string;
}

export const answer = <T>(value: T, warnings: readonly string[] = []): Answer<T> => ({
  ok: true,
  value,
  warnings,
});

export const refuse = (status: number, message: string): Refusal => ({ ok: false, status, message });
export const invalid = (message: string): Refusal => refuse(400, message);
export const forbidden = (message: string): Refusal => refuse(403, message);
export const notFound = (message: string): Refusal => refuse(404, message);
export const conflict = (message: string): Refusal => refuse(409, message);
export const failed = (message: string): Refusal => refuse(500, message);
