import { type ExposedPort, exposureOf } from '../exposure.ts';
import type { ReachMatrix } from '../reach-matrix.ts';
import { targetName } from '../targets.ts';
import { headline, notesOf } from './text.ts';

const HEADINGS: readonly (readonly [ExposedPort['openTo'], string])[] = [
  ['internet', 'open to the internet, where the host can be reached from there, and to the LAN'],
  ['lan', 'open to the LAN'],
  ['host', 'open to the host itself only'],
  [undefined, 'open to nobody outside the project'],
];

/** What is exposed, to whom, at which door, and the rule that lets it in. */
export function exposureText(matrix: ReachMatrix): string {
  const ports = exposureOf(matrix);
  const groups = HEADINGS.flatMap(([openTo, heading]) => {
    const own = ports.filter((port) => port.openTo === openTo);
    return own.length === 0 ? [] : [`${heading}:`, ...own.flatMap(portLines), ''];
  });
  const nothing = ports.length === 0 ? ['no service listens on any port that is known', ''] : [];
  return [headline(matrix), '', ...groups, ...nothing, ...notesOf(matrix)].join('\n').trimEnd();
}

function portLines({ target, seen, openTo }: ExposedPort): readonly string[] {
  const name = `  ${targetName(target)}`;
  if (openTo === undefined) return [name];
  const cell = seen.find(({ by }) => by === openTo)!.cell;
  const rule = cell.rule === undefined ? [] : [`    ${cell.rule.table}  ${cell.rule.rule}`];
  return [`${name.padEnd(28)} at ${cell.door}`, ...rule];
}

/** The same for programs. */
export function exposureJson(matrix: ReachMatrix): string {
  const ports = exposureOf(matrix).map(({ target, seen, openTo }) => {
    const { service, port, protocol, published } = target;
    const outside = seen.map(({ by, cell: { word: result, ...how } }) => ({ by, result, ...how }));
    return { service, port, protocol, published, openTo: openTo ?? null, outside };
  });
  const { project, engine, hostAddress, notes } = matrix;
  return JSON.stringify({ project, engine, hostAddress, ports, notes }, null, 2);
}
