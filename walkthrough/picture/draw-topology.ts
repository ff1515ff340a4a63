import { escapeHtml } from '../html/escape.ts';
import type { Change } from '../story/changes.ts';
import type { Topology } from '../story/topology.ts';
import {
  type Bar,
  type Cable,
  type ClientFrame,
  chipWidth,
  type HostFrame,
  headerOf,
  type Lane,
  type Layout,
  layoutOf,
  type Row,
  type Wire,
} from './layout.ts';

/** So many colours are told apart; then they come again. */
const COLOURS = 8;

/** A picture shrinks to this part of its size before it scrolls: its smallest text stays readable. */
const SMALLEST = 0.8;

interface Marks {
  /** What is new or otherwise since the picture before. */
  readonly changed: ReadonlySet<string>;
  readonly id: string;
}

/** The picture as an SVG for a page whose style sheet knows its classes. `id` is unique on the page. */
export function drawTopology(
  topology: Topology,
  changes: readonly Change[],
  id: string,
): { readonly svg: string; readonly width: number } {
  const layout = layoutOf(topology);
  const changed = new Set(changes.filter(({ kind }) => kind !== 'removed').flatMap(({ keys }) => keys));
  const marks: Marks = { changed, id };
  const { width, height, bars, clients, hosts } = layout;
  const svg = [
    `<svg class="topology" viewBox="0 0 ${width} ${height}" style="max-width:${width}px;min-width:${Math.round(width * SMALLEST)}px" role="img" aria-labelledby="${id}-title ${id}-desc">`,
    `<title id="${id}-title">Hosts, networks and containers</title>`,
    `<desc id="${id}-desc">${escapeHtml(described(topology))}</desc>`,
    ...bars.map((bar) => drawBar(bar, layout)),
    ...clients.map((client) => drawClient(client, marks)),
    ...hosts.map((host) => drawHost(host, marks)),
    '<g class="badges"></g>',
    '</svg>',
  ].join('\n');
  return { svg, width };
}

/** The picture in sentences, for those who hear it. */
function described({ machines, networks }: Topology): string {
  const nameOf = (key: string) => networks.find((network) => network.key === key)?.name ?? 'a network';
  return machines
    .map(({ name, cards, boxes }) => {
      const own = cards.map(({ address }) => address).join(', ');
      const inside = boxes.map((box) => {
        const wires = box.attachments.map((wire) => `${wire.address} on ${nameOf(wire.network)}`);
        const where = wires.length > 0 ? wires.join(' and ') : box.mode.kind;
        return `${box.name}, ${where}`;
      });
      return `${name} ${own}${inside.length === 0 ? '' : ` holds ${inside.join('; ')}`}.`;
    })
    .join(' ');
}

function drawBar({ y, label, colour, internet, key }: Bar, { width }: Layout): string {
  const left = 12;
  const right = width - (internet ? 96 : 12);
  const name = escapeHtml(label);
  const line =
    colour === undefined
      ? `<line class="lan" x1="${left}" y1="${y}" x2="${right}" y2="${y}"/>`
      : `<line class="overlay ${colourClass(colour)}" x1="${left}" y1="${y}" x2="${right}" y2="${y}"/>`;
  const cloud = internet
    ? `<g data-key="internet"><rect class="cloud" x="${right}" y="${y - 14}" width="84" height="28" rx="14"/><text class="small" x="${right + 42}" y="${y + 4}" text-anchor="middle">internet</text></g>`
    : '';
  const wide = chipWidth(label);
  const x = colour === undefined ? right - wide - 8 : left + 10;
  return `<g data-key="${escapeHtml(key)}">${line}<rect class="chip ${colour === undefined ? 'lan-chip' : colourClass(colour)}" x="${x}" y="${y - 10}" width="${wide}" height="20" rx="5"/><text class="chip-text" x="${x + 7}" y="${y + 4}">${name}</text></g>${cloud}`;
}

const drawCable = ({ x, from, to, label }: Cable): string =>
  `<line class="cable" x1="${x}" y1="${from}" x2="${x}" y2="${to}"/><circle class="plug" cx="${x}" cy="${to}" r="4"/><text class="small" x="${x + 7}" y="${from > to ? to + 18 : to - 10}">${escapeHtml(label)}</text>`;

function drawClient({ x, y, width, height, machine, cables }: ClientFrame, { changed }: Marks): string {
  const { name } = machine;
  return [
    `<g data-key="${escapeHtml(name)}"${changed.has(name) ? ' class="changed"' : ''}>`,
    ...cables.map(drawCable),
    `<rect class="client" x="${x}" y="${y}" width="${width}" height="${height}" rx="17"/>`,
    `<text class="name" x="${x + width / 2}" y="${y + 21}" text-anchor="middle">${escapeHtml(name)}</text></g>`,
  ].join('');
}

function drawHost(host: HostFrame, marks: Marks): string {
  const { x, y, width, height, machine, cables, lanes, rows } = host;
  const state = [...(machine.down ? ['down'] : []), ...(marks.changed.has(machine.name) ? ['changed'] : [])];
  return [
    `<g data-key="${escapeHtml(machine.name)}" class="${['host', ...state].join(' ')}">`,
    ...cables.map(drawCable),
    `<rect class="frame" x="${x}" y="${y}" width="${width}" height="${height}" rx="10"/>`,
    `<text class="name" x="${x + 14}" y="${y + 26}">${escapeHtml(headerOf(machine))}</text></g>`,
    ...lanes.map((lane) => drawLane(lane, machine.name, marks)),
    ...rows.map((row) => drawRow(row, marks)),
  ].join('\n');
}

function drawLane(
  { network, colour, x, top, bottom, label }: Lane,
  host: string,
  { changed }: Marks,
): string {
  const state = changed.has(network.key) ? ' changed' : '';
  const dashed = network.internal ? ' internal' : '';
  const width = chipWidth(label);
  return [
    `<g data-key="${escapeHtml(network.key)}" data-at="${escapeHtml(`${host} ${network.key}`)}" class="lane${state}">`,
    `<line class="${colourClass(colour)}${dashed}" x1="${x}" y1="${top + 10}" x2="${x}" y2="${bottom}"/>`,
    `<rect class="chip ${colourClass(colour)}" x="${x - 8}" y="${top}" width="${width}" height="20" rx="5"/>`,
    `<text class="chip-text" x="${x - 1}" y="${top + 14}">${escapeHtml(label)}</text></g>`,
  ].join('');
}

function drawRow(row: Row, { changed }: Marks): string {
  const { x, y, width, height, box, title, notes, wires, sharesWith } = row;
  const state = [
    box.kind,
    ...(box.state === 'running' ? [] : ['off']),
    ...(changed.has(box.key) ? ['changed'] : []),
  ];
  return [
    `<g data-key="${escapeHtml(box.key)}" class="box ${state.join(' ')}">`,
    ...wires.map((wire) => drawWire(wire, changed.has(`${box.key} ${wire.network}`))),
    ...(sharesWith === undefined
      ? []
      : [`<line class="share" x1="${x + 20}" y1="${sharesWith}" x2="${x + 20}" y2="${y}"/>`]),
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="5"/>`,
    `<text class="name" x="${x + 10}" y="${y + 17}">${escapeHtml(title)}</text>`,
    ...notes.map(
      (note, i) =>
        `<text class="small" x="${x + 10}" y="${y + 17 + (i + 1) * 16}">${escapeHtml(note)}</text>`,
    ),
    '</g>',
  ].join('');
}

function drawWire({ from, to, y, label, colour }: Wire, changed: boolean): string {
  const kind = colourClass(colour);
  return [
    `<line class="wire ${kind}${changed ? ' changed' : ''}" x1="${from}" y1="${y}" x2="${to}" y2="${y}"/>`,
    `<circle class="dot ${kind}" cx="${to}" cy="${y}" r="5"/>`,
    `<text class="wire-text" x="${from + 8}" y="${y - 3}">${escapeHtml(label)}</text>`,
  ].join('');
}

const colourClass = (colour: number): string => `net-${colour % COLOURS}`;
