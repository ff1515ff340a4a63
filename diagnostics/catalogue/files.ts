import { entry } from '../entry.ts';

/** E4xxx: files, arguments and limits. */
export const files = {
  E4001: entry<{ file: string; reason: string }>({
    severity: 'error',
    title: 'a file cannot be read',
    message: ({ file, reason }) => `cannot read ${file}: ${reason}`,
  }),
  E4002: entry<{ path: string; expected: string }>({
    severity: 'error',
    title: 'malformed IR',
    message: ({ path, expected }) =>
      path === '' ? `the IR must be ${expected}` : `malformed IR: ${path} must be ${expected}`,
    help: () => 'write it with `dnet check --emit ir`',
  }),
  E4003: entry<{ found: string; known: string }>({
    severity: 'error',
    title: 'IR of another version',
    message: ({ found, known }) => `this IR is version ${found}, but only version ${known} is known`,
    help: () => 'compile the scenario again with this dnet',
  }),
} as const;
