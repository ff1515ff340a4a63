import { networkLabel, serviceLabel } from './mermaid.ts';
import type { Picture, PicturedNetwork, PicturedService } from './picture.ts';

/** The picture in Graphviz's language. */
export function dot({ title, networks, services }: Picture): string {
  const outside = services.some(({ published }) => published.length > 0);
  return [
    `graph ${quote(title)} {`,
    '  rankdir=LR; node [fontname="sans-serif"]; edge [fontname="sans-serif", fontsize=10];',
    ...(outside ? ['  outside [label="LAN and internet", shape=oval];'] : []),
    ...networks.map(
      (network, i) =>
        `  n${i} [label=${quote(networkLabel(network))}, shape=hexagon${network.internal ? ', style=dashed' : ''}];`,
    ),
    ...services.map((service, i) => `  s${i} [label=${quote(serviceLabel(service))}, shape=box];`),
    ...services.flatMap((service, i) => edgesOf(service, i, networks)),
    '}',
  ].join('\n');
}

function edgesOf(
  service: PicturedService,
  i: number,
  networks: readonly PicturedNetwork[],
): readonly string[] {
  const doors = service.published.map((door) => `  outside -- s${i} [label=${quote(door)}, dir=forward];`);
  const joined = service.networks.map(
    (key) => `  s${i} -- n${networks.findIndex((network) => network.key === key)};`,
  );
  return [...doors, ...joined];
}

const quote = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
