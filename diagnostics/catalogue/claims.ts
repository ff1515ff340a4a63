import { entry } from '../entry.ts';

/** E20xx: a claim that says nothing that could be judged, seen before anything runs. */
export const claims = {
  E2001: entry<{ reason: string; known: readonly string[] }>({
    severity: 'error',
    title: 'unknown reason',
    message: ({ reason }) => `\`${reason}\` is no reason for an outcome`,
    help: ({ known }) => `reasons are ${known.join(', ')}, and the names of chains`,
  }),
  E2002: entry<{ row: string; cells: number; columns: number }>({
    severity: 'error',
    title: 'a matrix row of the wrong length',
    message: ({ row, cells, columns }) => `row \`${row}\` has ${cells} cells for ${columns} columns`,
  }),
  E2003: entry<{ cell: string; known: readonly string[] }>({
    severity: 'error',
    title: 'unknown matrix cell',
    message: ({ cell }) => `\`${cell}\` is no outcome`,
    help: ({ known }) => `a cell is ${known.join(', ')}, or the name of a chain`,
  }),
  E2004: entry<{ name: string; problem: string }>({
    severity: 'error',
    title: 'an exercise that is none',
    message: ({ name, problem }) => `the exercise "${name}" ${problem}`,
    help: () => 'it holds commands that solve it, `laptop$ docker ...`, and claims, `expect ...`',
  }),
} as const;
