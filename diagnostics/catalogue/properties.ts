import { entry } from '../entry.ts';

/** E14xx: what a property says. */
export const properties = {
  E1401: entry<{ condition: string; near: readonly string[] }>({
    severity: 'error',
    title: 'unknown condition',
    message: ({ condition }) => `\`${condition}\` is no condition that a property can test`,
    help: ({ near }) =>
      near.length > 0
        ? `did you mean ${near.map((sentence) => `\`${sentence}\``).join(' or ')}?`
        : 'docs/language.md lists the conditions',
  }),
  E1402: entry<{ action: string }>({
    severity: 'error',
    title: 'an action that no property can take',
    message: ({ action }) => `\`when\` cannot take this action (${action})`,
    help: () => '`when` takes what names variables alone: connect, stop, rename, scale, drain ...',
  }),
  E1403: entry<{ what: string; help: string }>({
    severity: 'error',
    title: 'a property that says nothing',
    message: ({ what }) => `the property would hold in any world: ${what}`,
    help: ({ help }) => help,
  }),
} as const;
