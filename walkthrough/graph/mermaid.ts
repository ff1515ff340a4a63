import type { Picture, PicturedNetwork, PicturedService } from './picture.ts';

/** The picture as a Mermaid flowchart: services and networks are nodes, attachments lines, published ports arrows. */
export function mermaid({ title, networks, services }: Picture): string {
  const outside = services.some(({ published }) => published.length > 0);
  return [
    '---',
    `title: ${JSON.stringify(title)}`,
    '---',
    'flowchart LR',
    ...(outside ? ['  outside(["LAN and internet"])'] : []),
    ...networks.map((network, i) => `  n${i}{{"${escaped(networkLabel(network))}"}}`),
    ...services.map((service, i) => `  s${i}["${escaped(serviceLabel(service))}"]`),
    ...services.flatMap((service, i) => edgesOf(service, i, networks)),
    '  classDef internal stroke-dasharray: 5 5',
    ...networks.flatMap(({ internal }, i) => (internal ? [`  class n${i} internal`] : [])),
  ].join('\n');
}

function edgesOf(
  service: PicturedService,
  i: number,
  networks: readonly PicturedNetwork[],
): readonly string[] {
  const doors = service.published.map((door) => `  outside -- "${escaped(door)}" --> s${i}`);
  const joined = service.networks.map(
    (key) => `  s${i} --- n${networks.findIndex((network) => network.key === key)}`,
  );
  return [...doors, ...joined];
}

export const networkLabel = ({ key, subnet, internal, driver }: PicturedNetwork): string =>
  [key, subnet, ...(internal ? ['internal'] : []), ...(driver === 'bridge' ? [] : [driver])]
    .filter((part) => part !== '')
    .join(', ');

export const serviceLabel = ({ name, replicas, mode }: PicturedService): string =>
  [name, ...(replicas === 1 ? [] : [`× ${replicas}`]), ...(mode === undefined ? [] : [`(${mode})`])].join(
    ' ',
  );

const escaped = (text: string): string => text.replaceAll('"', '#quot;');
