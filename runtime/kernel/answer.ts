/** What the kernel (or the tool in front of it) says of a request: nothing, or why not, in the tool's own words. */
export type Answer = { readonly ok: true } | { readonly ok: false; readonly error: string };

export const OK: Answer = { ok: true };
export const refuse = (error: string): Answer => ({ ok: false, error });
