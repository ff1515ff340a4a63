import { networkLabel, serviceLabel } from './mermaid.ts';
import type { Picture, PicturedService } from './picture.ts';

/** Pixels. A service is a row, a network a line from top to bottom, an attachment a dot where they cross. */
const ROW = 26;
const LANE = 34;
const MARGIN = 20;
/** Room for the title, above the names of the networks. */
const TITLE = 80;
/** The names of the networks stand at a slant, in degrees. */
const SLANT = 40;
/** About as wide as a character of the picture's font is. */
const CHARACTER = 7.2;
const COLOURS = [
  '#2563eb',
  '#059669',
  '#d97706',
  '#db2777',
  '#7c3aed',
  '#0891b2',
  '#dc2626',
  '#65a30d',
  '#475569',
];

interface Layout {
  /** Where the boxes of the services begin, left of which their doors stand. */
  readonly left: number;
  /** Where the lanes begin. */
  readonly top: number;
  readonly boxWidth: number;
  readonly laneAt: (index: number) => number;
  readonly rowAt: (index: number) => number;
  readonly width: number;
  readonly height: number;
}

/** The picture as an SVG that stays readable with many services: rows and lanes instead of crossing lines. */
export function svg(picture: Picture): string {
  const layout = layoutOf(picture);
  const { width, height } = layout;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(`networks of ${picture.title}`)}</title>`,
    STYLE,
    `<rect class="page" width="${width}" height="${height}"/>`,
    `<text class="title" x="${MARGIN}" y="${MARGIN + 14}">${escaped(picture.title)}</text>`,
    `<text class="small" x="${MARGIN}" y="${MARGIN + 34}">LAN and internet come in from the left; “→” gets out to the internet</text>`,
    ...picture.networks.map((_, i) => lane(picture, layout, i)),
    ...picture.services.map((_, i) => row(picture, layout, i)),
    '</svg>',
  ].join('\n');
}

function layoutOf({ networks, services }: Picture): Layout {
  const longest = (texts: readonly string[]) => Math.max(0, ...texts.map((text) => text.length)) * CHARACTER;
  const doors = longest(services.map(doorsText));
  const left = MARGIN + (doors === 0 ? 0 : doors + 40);
  const boxWidth = longest(services.map(serviceLabel)) + 24;
  const lanes = left + boxWidth + 30;
  const name = longest(networks.map(networkLabel));
  const top = Math.ceil(TITLE + name * Math.sin((SLANT * Math.PI) / 180));
  const lean = name * Math.cos((SLANT * Math.PI) / 180);
  return {
    left,
    top,
    boxWidth,
    laneAt: (index) => lanes + index * LANE,
    rowAt: (index) => top + 10 + index * ROW,
    width: Math.ceil(Math.max(lanes + networks.length * LANE + lean, 480)),
    height: top + 10 + services.length * ROW + MARGIN,
  };
}

const doorsText = ({ published }: PicturedService): string => published.join(', ');

function lane({ networks, services }: Picture, { laneAt, rowAt, top }: Layout, index: number): string {
  const network = networks[index]!;
  const x = laneAt(index);
  const colour = COLOURS[index % COLOURS.length]!;
  const members = services.flatMap((service, i) => (service.networks.includes(network.key) ? [i] : []));
  const bottom = members.length === 0 ? rowAt(0) : rowAt(members.at(-1)!) + ROW / 2;
  const dashes = network.internal ? ' stroke-dasharray="5 4"' : '';
  return [
    `<g><title>${escaped(networkLabel(network))}</title>`,
    `<line x1="${x}" y1="${top}" x2="${x}" y2="${bottom}" stroke="${colour}" stroke-width="3"${dashes}/>`,
    `<text class="network" style="fill:${colour}" transform="translate(${x + 4} ${top - 6}) rotate(-${SLANT})">${escaped(networkLabel(network))}</text></g>`,
  ].join('');
}

function row({ networks, services }: Picture, layout: Layout, index: number): string {
  const service = services[index]!;
  const { left, boxWidth, laneAt, rowAt } = layout;
  const y = rowAt(index) + ROW / 2;
  const lanes = service.networks.map((key) => networks.findIndex((network) => network.key === key));
  const end = lanes.length === 0 ? left + boxWidth : laneAt(Math.max(...lanes));
  const dots = lanes.map(
    (i) => `<circle cx="${laneAt(i)}" cy="${y}" r="6" fill="${COLOURS[i % COLOURS.length]}" class="dot"/>`,
  );
  const door = doorsText(service);
  const doors =
    door === ''
      ? []
      : [
          `<text class="door" x="${left - 30}" y="${y + 4}" text-anchor="end">${escaped(door)}</text>`,
          `<path class="${service.exposed ? 'arrow' : 'arrow faint'}" d="M${left - 24} ${y}h18m-6 -5l6 5l-6 5"/>`,
        ];
  return [
    `<g><title>${escaped(`${service.name}: ${service.image}`)}</title>`,
    `<line class="wire" x1="${left + boxWidth}" y1="${y}" x2="${end}" y2="${y}"/>`,
    `<rect class="box" x="${left}" y="${y - ROW / 2 + 3}" width="${boxWidth}" height="${ROW - 6}" rx="4"/>`,
    `<text x="${left + 8}" y="${y + 4}">${escaped(serviceLabel(service))}</text>`,
    ...(service.egress ? [`<text class="egress" x="${left + boxWidth + 6}" y="${y - 2}">→</text>`] : []),
    ...doors,
    ...dots,
    '</g>',
  ].join('');
}

const STYLE = `<style>
  text { font: 12px ui-monospace, Menlo, Consolas, monospace; fill: #0f172a }
  .title { font-size: 16px; font-weight: 600 } .small { font-size: 11px; fill: #64748b }
  .network { font-weight: 600 } .door { fill: #b45309 } .egress { fill: #64748b; font-size: 11px }
  .page { fill: #ffffff } .box { fill: #f1f5f9; stroke: #94a3b8 } .dot { stroke: #ffffff; stroke-width: 1.5 }
  .wire { stroke: #cbd5e1 } .arrow { stroke: #b45309; fill: none; stroke-width: 2 } .faint { opacity: .4 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e2e8f0 } .small, .egress { fill: #94a3b8 } .door { fill: #fbbf24 } .arrow { stroke: #fbbf24 }
    .page { fill: #0f172a } .box { fill: #1e293b; stroke: #475569 } .dot { stroke: #0f172a } .wire { stroke: #334155 }
    .network { filter: brightness(1.5) }
  }
</style>`;

const ENTITIES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};
const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character]!);
