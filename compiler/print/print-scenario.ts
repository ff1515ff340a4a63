import { formatSource } from '../../grammar/format-source.ts';
import type { Item, Scenario } from '../ir/ir.ts';
import { actionText, failsWithText, type Printing } from './print-action.ts';
import { claimText, placeText } from './print-claim.ts';
import { surroundingLines, swarmOptionLines } from './print-machines.ts';
import { quoted } from './words.ts';

/** The text of a `.dnet` file that means this scenario, laid out as `dnet fmt` lays it out. */
export function printScenario(scenario: Scenario): string {
  const { name, prose, shows, surroundings } = scenario;
  const { swarm, story } = splitSwarm(scenario);
  const printing: Printing = { severalHosts: surroundings.hosts.length > 1 };
  const lines = [
    ...proseLines(prose),
    `scenario ${quoted(name)} {`,
    ...(shows.length > 0 ? [`shows ${shows.join(', ')}`] : []),
    ...surroundingLines(surroundings, swarm),
    ...story.flatMap((item) => itemLines(printing, item)),
    '}',
  ];
  return formatSource('printed.dnet', `${lines.join('\n')}\n`).text;
}

/** A swarm declared at top level is the beginning of the story: `init` on the first manager, then the joins. */
function splitSwarm({ surroundings, story }: Scenario): {
  readonly swarm?: readonly string[];
  readonly story: readonly Item[];
} {
  const members = surroundings.hosts.filter(({ swarmRole }) => swarmRole !== undefined).length;
  const first = story[0];
  if (members === 0 || first?.kind !== 'do' || first.action.kind !== 'swarm-init') return { story };
  return { swarm: swarmOptionLines(first.action.options), story: story.slice(members) };
}

function itemLines(printing: Printing, item: Item): readonly string[] {
  const prose = item.kind === 'note' ? [] : proseLines(item.prose);
  switch (item.kind) {
    case 'do':
      return [...prose, actionText(printing, item.action)];
    case 'claim':
      return [...prose, `expect ${claimText(item.claim)}`];
    case 'show':
      return [...prose, `show ${placeText(item.place)}$ ${item.command}`];
    case 'note':
      return proseLines(item.prose);
    case 'step':
      return [
        ...prose,
        `step ${quoted(item.name)}${failsWithText(item.failsWith)} {`,
        ...item.items.flatMap((inner) => itemLines(printing, inner)),
        '}',
      ];
    case 'exercise':
      return [
        ...prose,
        `exercise ${quoted(item.name)} {`,
        ...item.solution.map(({ place, command }) => `${placeText(place)}$ ${command}`),
        ...item.goals.map((goal) => `expect ${claimText(goal)}`),
        '}',
      ];
    case 'invariant':
      return [...prose, `invariant ${quoted(item.name)} {`, ...item.claims.map(claimText), '}'];
    default:
      return item satisfies never;
  }
}

const proseLines = (prose: string | undefined): readonly string[] =>
  prose === undefined ? [] : ['"""', ...prose.split('\n'), '"""'];
