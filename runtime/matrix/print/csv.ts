import type { ReachMatrix } from '../reach-matrix.ts';

const HEADER = ['from', 'to', 'port', 'protocol', 'result', 'way', 'door', 'why', 'rule'];

/** One line for each pair of asker and port, quoted as RFC 4180 says. */
export function matrixCsv({ askers, targets, cells }: ReachMatrix): string {
  const lines = askers.flatMap(({ name }, row) =>
    targets.flatMap(({ service, port, protocol }, column) => {
      const { word, way, door, why, rule } = cells[row]![column]!;
      if (word === '-') return [];
      return [[name, service, `${port}`, protocol, word, way, door, why, rule?.rule ?? '']];
    }),
  );
  return [HEADER, ...lines].map((line) => line.map(quoted).join(',')).join('\n');
}

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
