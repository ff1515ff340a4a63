import type { HeaderView, PacketPath, PathStop } from '../story/page.ts';

/** A packet's way as a Mermaid sequence: who hands it on to whom, with the header as it is on that wire. */
export function mermaidPath({ stops }: PacketPath): string {
  const places = [...new Set(stops.map(({ place }) => place))];
  const id = (place: string): string => `p${places.indexOf(place)}`;
  const legs = stops.flatMap((stop, i) => (stop.begins ? [] : [leg(stops[i - 1]!, stop, id)]));
  const lost = stops.find((stop) => stop.lost !== undefined);
  return [
    'sequenceDiagram',
    '  autonumber',
    ...places.map((place) => `  participant ${id(place)} as ${place}`),
    ...legs,
    ...(lost ? [`  Note over ${id(lost.place)}: ✗ ${note(lost.lost ?? '')}`] : []),
  ].join('\n');
}

const leg = (from: PathStop, to: PathStop, id: (place: string) => string): string =>
  `  ${id(from.place)}${to.direction === 'back' ? '-->>' : '->>'}${id(to.place)}: ${headerText(to.before)}`;

/** `192.168.1.100:32768 → 192.168.1.31:8080`, with what is inside of a tunnel in brackets. */
const headerText = ({ source, destination, inner }: HeaderView): string =>
  `${source} → ${destination}${inner ? ` [VXLAN ${inner.vni}: ${inner.source} → ${inner.destination}]` : ''}`;

/** A semicolon or a number sign would end a line of a diagram. */
const note = (text: string): string => text.replaceAll(';', ',').replaceAll('#', 'no. ');
