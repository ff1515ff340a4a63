/**
 * Something is wrong with what the user gave: told in one line, exit code 2. Only the CLI throws it, only
 * `main` catches it.
 */
export class InputError extends Error {}
