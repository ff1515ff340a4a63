import type { TraceLine } from './trace-line.ts';

/**
 * A connection's packets mostly go where the first one of their direction went. Those that do are left with the
 * line that sends them, marked, so that a reader sees each way once; one that goes elsewhere, or is lost, stays whole.
 */
export function foldRepeats(lines: readonly TraceLine[]): readonly TraceLine[] {
  const shown = new Set<string>();
  return packetsOf(lines).flatMap((packet) => {
    const way = wayOf(packet);
    const [sent, ...rest] = packet;
    if (sent?.kind !== 'send' || !shown.has(way)) {
      shown.add(way);
      return packet;
    }
    return [
      { ...sent, text: `${sent.text}, the same way` },
      ...rest.filter(({ kind }) => kind === 'application'),
    ];
  });
}

/** The lines between one sending and the next. */
function packetsOf(lines: readonly TraceLine[]): readonly (readonly TraceLine[])[] {
  const packets: TraceLine[][] = [];
  for (const line of lines) {
    if (line.kind === 'send' || packets.length === 0) packets.push([]);
    packets.at(-1)!.push(line);
  }
  return packets;
}

/** Stations and what they did. Which rule accepted is left out: it differs between the first packet and the later ones. */
const wayOf = (packet: readonly TraceLine[]): string =>
  packet
    .filter(({ kind }) => !['send', 'application', 'conntrack', 'resolve-neighbour'].includes(kind))
    .map(({ namespace, text }) => `${namespace}: ${text.replace(' (known connection)', '')}`)
    .join('\n');
