import type { ReachMatrix } from '../reach-matrix.ts';

/** The matrix as JSON: plain data without the world's own ids. */
export function matrixJson({
  project,
  engine,
  hostAddress,
  askers,
  targets,
  cells,
  egress,
  notes,
}: ReachMatrix): string {
  const json = {
    project,
    engine,
    hostAddress,
    askers: askers.map(({ name, kind }, i) => ({ name, kind, internet: egress[i] })),
    targets: targets.map(({ service, port, protocol, published }) => ({
      service,
      port,
      protocol,
      published,
    })),
    reach: askers.flatMap(({ name }, row) =>
      targets.flatMap(({ service, port, protocol }, column) => {
        const cell = cells[row]![column]!;
        const { word: result, ...how } = cell;
        return result === '-' ? [] : [{ from: name, to: service, port, protocol, result, ...how }];
      }),
    ),
    notes,
  };
  return JSON.stringify(json, null, 2);
}
