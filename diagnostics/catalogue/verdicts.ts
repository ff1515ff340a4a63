import { entry } from '../entry.ts';

type Pair = { from: string; to: string };

/** E21xx: what a claim's judge found, and what the engine refused in the story. */
export const verdicts = {
  E2101: entry<{ why: string }>({
    severity: 'error',
    title: 'a hollow claim',
    message: ({ why }) => `this claim says nothing: ${why}`,
    help: () => 'say why it cannot with `because`, or make the world such that the claim could fail',
  }),
  E2102: entry<{ why: string }>({
    severity: 'error',
    title: 'a claim that cannot be judged',
    message: ({ why }) => `this claim cannot be judged: ${why}`,
  }),
  E2103: entry<Pair & { outcome: string }>({
    severity: 'error',
    title: 'not reached',
    message: ({ from, to, outcome }) => `\`${from}\` does not reach \`${to}\`: ${outcome}`,
  }),
  E2104: entry<Pair>({
    severity: 'error',
    title: 'reached all the same',
    message: ({ from, to }) => `\`${from}\` reaches \`${to}\`, but the scenario says it cannot`,
  }),
  E2105: entry<Pair & { wanted: string; found: string }>({
    severity: 'error',
    title: 'not reached, for another reason',
    message: ({ from, to, wanted, found }) =>
      `\`${from}\` cannot reach \`${to}\`, but not because of \`${wanted}\`: ${found}`,
  }),
  E2106: entry<{ who: string; name: string; found: string }>({
    severity: 'error',
    title: 'a name resolves otherwise',
    message: ({ who, name, found }) => `for \`${who}\`, \`${name}\` ${found}`,
  }),
  E2107: entry<{ who: string; what: string; found: string }>({
    severity: 'error',
    title: 'a namespace lacks something, or has too much',
    message: ({ who, what, found }) => `\`${who}\` ${found} ${what}`,
  }),
  E2108: entry<{ server: string; client: string; found: string }>({
    severity: 'error',
    title: 'seen as somebody else',
    message: ({ server, client, found }) => `\`${server}\` sees \`${client}\` as ${found}`,
  }),
  E2109: entry<{ to: string; also: string }>({
    severity: 'error',
    title: 'reachable from somebody else too',
    message: ({ to, also }) => `\`${to}\` is reachable from ${also} too`,
  }),
  E2110: entry<{ cells: number }>({
    severity: 'error',
    title: 'a matrix that differs',
    message: ({ cells }) =>
      cells === 1 ? 'one cell of the matrix differs' : `${cells} cells of the matrix differ`,
    help: () => '`dnet test --update` writes what happens into the cells',
  }),
  E2111: entry<{ who: string; address: string; by: string }>({
    severity: 'error',
    title: 'a previous address answers',
    message: ({ who, address, by }) => `${address}, a previous address of \`${who}\`, still answers ${by}`,
  }),
  E2112: entry<{ found: string }>({
    severity: 'error',
    title: 'requests spread otherwise',
    message: ({ found }) => `the requests went otherwise: ${found}`,
  }),
  E2113: entry<{ name: string; state: string; why: string }>({
    severity: 'error',
    title: 'a connection in another state',
    message: ({ name, state, why }) =>
      `the connection \`${name}\` is ${state}${why === '' ? '' : `: ${why}`}`,
  }),
  E2114: entry<{ command: string; problem: string }>({
    severity: 'error',
    title: 'a command prints something else',
    message: ({ command, problem }) => `\`${command}\` ${problem}`,
  }),
  E2115: entry<{ who: string; state: string }>({
    severity: 'error',
    title: 'another state',
    message: ({ who, state }) => `\`${who}\` is ${state}`,
  }),
  E2118: entry<{ service: string; wanted: string; found: string }>({
    severity: 'error',
    title: 'tasks elsewhere, or another number of them',
    message: ({ service, wanted, found }) =>
      `\`${service}\` should run ${wanted}, but what runs is: ${found}`,
  }),
  E2116: entry<{ property: string; law: string; run: number }>({
    severity: 'error',
    title: 'a property does not hold',
    message: ({ property, law, run }) => `"${property}" does not hold: \`${law}\` fails in world ${run}`,
    help: () => 'the smallest world that shows it stands below; it is a scenario that can be run',
  }),
  E2117: entry<{ property: string; why: string }>({
    severity: 'error',
    title: 'a hollow property',
    message: ({ property, why }) => `"${property}" says nothing: ${why}`,
    help: () => 'ask for larger worlds, or for less in `where`',
  }),
  E2120: entry<{ message: string }>({
    severity: 'error',
    title: 'refused',
    message: ({ message }) => `refused: ${message}`,
    help: () => 'a step that is meant to be refused says so: `fails with "..."`',
  }),
  E2121: entry<{ step: string; expected: string }>({
    severity: 'error',
    title: 'nothing was refused',
    message: ({ step, expected }) =>
      `nothing in the step "${step}" was refused, but it should fail with "${expected}"`,
  }),
  E2122: entry<{ expected: string; message: string }>({
    severity: 'error',
    title: 'refused in other words',
    message: ({ expected, message }) => `expected a refusal with "${expected}", but it says: ${message}`,
  }),
  E2124: entry<{ host: string; message: string }>({
    severity: 'error',
    title: 'surroundings that cannot be built',
    message: ({ host, message }) => `\`${host}\`: ${message}`,
  }),
  E2125: entry<{ name: string }>({
    severity: 'error',
    title: 'an exercise that is solved already',
    message: ({ name }) => `every claim of the exercise "${name}" holds before anything is done`,
    help: () => 'claim what the reader has to bring about',
  }),
} as const;
