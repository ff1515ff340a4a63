import { entry } from '../entry.ts';

/** E00xx: the text cannot be read as a scenario file. */
export const syntax = {
  E0001: entry<{ found: string; expected: string }>({
    severity: 'error',
    title: 'unexpected text',
    message: ({ found }) => `unexpected ${found}`,
    help: ({ expected }) => `expected ${expected}`,
  }),
} as const;
