import { entry } from '../entry.ts';

/** E20xx: the claim says nothing, or cannot be judged. Most are seen before anything runs. */
const hollow = {
  E2001: entry<{ name: string }>({
    severity: 'error',
    title: 'a claim about a party and itself',
    message: ({ name }) => `\`${name}\` stands on both sides of the claim`,
    help: () => 'a namespace always reaches its own addresses; name another party, or `localhost`',
  }),
  E2002: entry<{ target: string }>({
    severity: 'error',
    title: 'hollow claim: nothing listens',
    message: ({ target }) => `the claim would hold in any world: nothing listens at ${target}`,
    help: () => 'name a port that it listens on, or say `because refused`',
  }),
  E2003: entry<{ prober: string; why: string }>({
    severity: 'error',
    title: 'hollow claim: the prober has no network',
    message: ({ prober, why }) => `the claim would hold in any world: \`${prober}\` reaches nothing, ${why}`,
    help: () => 'say why it cannot with `because unreachable`',
  }),
  E2004: entry<{ target: string }>({
    severity: 'error',
    title: 'hollow claim: the target does not exist',
    message: ({ target }) => `the claim would hold in any world: ${target} has no address`,
  }),
  E2005: entry<{ claim: string }>({
    severity: 'error',
    title: 'hollow claim: nothing to compare',
    message: ({ claim }) => `the claim would hold in any world: ${claim} compares no pair`,
  }),
  E2006: entry<{ reason: string; known: readonly string[] }>({
    severity: 'error',
    title: 'unknown reason',
    message: ({ reason }) => `\`${reason}\` is no reason for an outcome`,
    help: ({ known }) => `reasons are ${known.join(', ')}, or the name of a chain`,
  }),
  E2007: entry<{ row: string; cells: number; columns: number }>({
    severity: 'error',
    title: 'a matrix row of the wrong length',
    message: ({ row, cells, columns }) => `row \`${row}\` has ${cells} cells for ${columns} columns`,
  }),
  E2008: entry<{ cell: string; known: readonly string[] }>({
    severity: 'error',
    title: 'unknown matrix cell',
    message: ({ cell }) => `\`${cell}\` is no outcome`,
    help: ({ known }) => `a cell is one of ${known.join(', ')}, or the name of a chain`,
  }),
  E2009: entry<{ claim: string; why: string }>({
    severity: 'error',
    title: 'a claim that cannot be judged',
    message: ({ claim, why }) => `cannot judge \`${claim}\`: ${why}`,
  }),
} as const;

/** E21xx: the claim does not hold. */
const failed = {
  E2101: entry<{ from: string; to: string; outcome: string }>({
    severity: 'error',
    title: 'it does not reach',
    message: ({ from, to, outcome }) => `\`${from}\` does not reach \`${to}\`: ${outcome}`,
  }),
  E2102: entry<{ from: string; name: string; expected: string; found: string }>({
    severity: 'error',
    title: 'a name resolves otherwise',
    message: ({ from, name, expected, found }) =>
      `\`${from}\` resolves \`${name}\` to ${found}, not to ${expected}`,
  }),
  E2103: entry<{ expected: string; found: string }>({
    severity: 'error',
    title: 'it holds for another reason',
    message: ({ expected, found }) => `the claim holds because of ${found}, not because of ${expected}`,
  }),
  E2104: entry<{ from: string; to: string }>({
    severity: 'error',
    title: 'it reaches, though it should not',
    message: ({ from, to }) => `\`${from}\` reaches \`${to}\`, but the scenario says it cannot`,
  }),
  E2105: entry<{ who: string; what: string; found: string; holds: boolean }>({
    severity: 'error',
    title: 'it has something else',
    message: ({ who, what, found, holds }) =>
      holds ? `\`${who}\` does not have ${what}: ${found}` : `\`${who}\` has ${what}: ${found}`,
  }),
  E2106: entry<{ server: string; client: string; expected: string; found: string }>({
    severity: 'error',
    title: 'the server sees another address',
    message: ({ server, client, expected, found }) =>
      `\`${server}\` sees \`${client}\` as ${found}, not as ${expected}`,
  }),
  E2107: entry<{ to: string; from: string; outcome: string; listed: boolean }>({
    severity: 'error',
    title: 'reachable from more or fewer than said',
    message: ({ to, from, outcome, listed }) =>
      listed
        ? `\`${to}\` is not reachable from \`${from}\`: ${outcome}`
        : `\`${to}\` is reachable from \`${from}\` too`,
  }),
  E2108: entry<{ from: string; to: string; expected: string; found: string }>({
    severity: 'error',
    title: 'a matrix cell differs',
    message: ({ from, to, expected, found }) => `\`${from}\` to \`${to}\` is ${found}, not ${expected}`,
    help: () => '`dnet test --update` writes the outcomes into the table',
  }),
  E2109: entry<{ of: string; address: string; outcome: string }>({
    severity: 'error',
    title: 'the previous address answers',
    message: ({ of, address, outcome }) =>
      `${address}, the previous address of \`${of}\`, answers: ${outcome}`,
  }),
  E2110: entry<{ expected: string; found: string }>({
    severity: 'error',
    title: 'requests are spread otherwise',
    message: ({ expected, found }) => `expected ${expected}, but ${found}`,
  }),
  E2111: entry<{ name: string; expected: string; found: string }>({
    severity: 'error',
    title: 'a connection is in another state',
    message: ({ name, expected, found }) => `connection \`${name}\` is ${found}, not ${expected}`,
  }),
  E2112: entry<{ command: string; test: string; expected: string }>({
    severity: 'error',
    title: 'a command prints something else',
    message: ({ command, test, expected }) => `the output of \`${command}\` does not ${test} ${expected}`,
  }),
  E2113: entry<{ who: string; expected: string; found: string }>({
    severity: 'error',
    title: 'it is in another state',
    message: ({ who, expected, found }) => `\`${who}\` is ${found}, not ${expected}`,
  }),
  E2114: entry<{ service: string; expected: string; found: string }>({
    severity: 'error',
    title: 'a service runs otherwise',
    message: ({ service, expected, found }) => `\`${service}\` runs ${found}, not ${expected}`,
  }),
  E2115: entry<{ name: string; after: string }>({
    severity: 'error',
    title: 'an invariant is broken',
    message: ({ name, after }) => `invariant "${name}" does not hold after ${after}`,
  }),
} as const;

/** E22xx: the story goes otherwise. */
const story = {
  E2201: entry<{ action: string; text: string }>({
    severity: 'error',
    title: 'the engine refuses',
    message: ({ action, text }) => `the engine refuses ${action}: ${text}`,
    help: () => 'if the refusal is the point, put it into a step and say `fails with "..."`',
  }),
  E2202: entry<{ step: string; expected: string }>({
    severity: 'error',
    title: 'an expected refusal did not come',
    message: ({ step, expected }) => `step "${step}" should fail with "${expected}", but nothing is refused`,
  }),
  E2203: entry<{ step: string; expected: string; found: string }>({
    severity: 'error',
    title: 'a refusal with another text',
    message: ({ step, expected, found }) => `step "${step}" fails with "${found}", not with "${expected}"`,
  }),
  E2204: entry<{ command: string; status: number; text: string }>({
    severity: 'error',
    title: 'a command failed',
    message: ({ command, status, text }) => `\`${command}\` ends with status ${status}: ${text}`,
  }),
} as const;

/** E2xxx: a claim does not hold, or says nothing. */
export const claims = { ...hollow, ...failed, ...story } as const;
