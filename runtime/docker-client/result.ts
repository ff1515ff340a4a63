/** What the client makes of its options: a value, or its own complaint without the `docker: ` in front. */
export type ClientResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string };

export const ok = <T>(value: T): ClientResult<T> => ({ ok: true, value });
export const complain = (message: string): { readonly ok: false; readonly message: string } => ({
  ok: false,
  message,
});
