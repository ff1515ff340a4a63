import type { BoxView, MachineView, NetworkView, Topology } from '../story/topology.ts';
import { withoutTaskId } from './task-name.ts';

/**
 * Where everything of a picture stands, in pixels. LANs are bars on top, machines stand side by side below them, the
 * containers of a host are rows, and its networks lanes beside the rows: nothing crosses, whatever the number of rows. A
 * network that spans hosts has a bar of its own below them.
 */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly bars: readonly Bar[];
  readonly clients: readonly ClientFrame[];
  readonly hosts: readonly HostFrame[];
}

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A LAN above the machines, or an overlay below them. */
export interface Bar {
  readonly y: number;
  readonly key: string;
  readonly label: string;
  /** Of its colour; none for a LAN. */
  readonly colour?: number;
  readonly internet: boolean;
}

export interface ClientFrame extends Rect {
  readonly machine: MachineView;
  readonly cables: readonly Cable[];
}

/** From a machine to the bar of its LAN. */
export interface Cable {
  readonly x: number;
  readonly from: number;
  readonly to: number;
  readonly label: string;
}

export interface HostFrame extends Rect {
  readonly machine: MachineView;
  readonly cables: readonly Cable[];
  readonly lanes: readonly Lane[];
  readonly rows: readonly Row[];
}

export interface Lane {
  readonly network: NetworkView;
  readonly colour: number;
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  readonly label: string;
}

export interface Row extends Rect {
  readonly box: BoxView;
  readonly title: string;
  readonly notes: readonly string[];
  readonly wires: readonly Wire[];
  /** The box whose namespace it shares stands this far above. */
  readonly sharesWith?: number;
}

export interface Wire {
  readonly network: string;
  readonly colour: number;
  readonly y: number;
  readonly from: number;
  readonly to: number;
  readonly label: string;
}

const MARGIN = 16;
const LINE = 17;
const ROW_GAP = 9;
const HOST_PAD = 14;
const HEADER = 44;
const CHIP = 24;
const LANE = 26;
const CLIENT_HEIGHT = 34;
const BAR_GAP = 46;
const HOST_GAP = 28;
/** About as wide as a character of the picture's font is. */
const CHARACTER = 7.25;

export const textWidth = (text: string): number => text.length * CHARACTER;
const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(textWidth));

export function layoutOf(topology: Topology): Layout {
  const { machines, segments, networks } = topology;
  const clients = machines.filter(({ kind }) => kind === 'client');
  const colours = coloursOf(networks);
  const clientTop = MARGIN;
  const barTop = clients.length === 0 ? MARGIN + 24 : clientTop + CLIENT_HEIGHT + BAR_GAP;
  const bars: Bar[] = segments.map(({ name, subnet, uplink }, i) => ({
    y: barTop + i * BAR_GAP,
    key: `lan ${name}`,
    label: `${name} ${subnet}`,
    internet: uplink,
  }));
  const barOf = (segment: string): number => bars.find(({ key }) => key === `lan ${segment}`)?.y ?? barTop;
  const hostTop = barTop + Math.max(0, bars.length - 1) * BAR_GAP + BAR_GAP;
  const hosts = placeHosts(machines, networks, colours, hostTop, barOf);
  const bottom = Math.max(hostTop, ...hosts.map(({ y, height }) => y + height));
  const wide = networks.filter(isWide);
  const overlays = wide.map(
    (network, i): Bar => ({
      y: bottom + 34 + i * 34,
      key: network.key,
      label: laneLabel(network),
      colour: colours.get(network.key)!,
      internet: false,
    }),
  );
  const clientFrames = placeClients(clients, clientTop, barOf);
  const right = Math.max(
    ...[...hosts, ...clientFrames].map(({ x, width }) => x + width),
    widest([...bars, ...overlays].map(({ label }) => label)) + 120,
    // The chips of the LANs stand at the right end of their bars, beside the addresses of the last cables.
    ...hosts.flatMap(({ cables }) => cables.map(endOfCable)).map((end) => end + widestChip(bars) + 12),
    MARGIN,
  );
  return {
    width: Math.ceil(right + MARGIN + (bars.some(({ internet }) => internet) ? 90 : 0)),
    height: Math.ceil((overlays.at(-1)?.y ?? bottom) + MARGIN + 8),
    bars: [...bars, ...overlays],
    clients: clientFrames,
    hosts: hosts.map((host) => reachDown(host, overlays)),
  };
}

/** How far the words at a cable reach to the right. */
const endOfCable = ({ x, label }: Cable): number => x + 7 + textWidth(label);

export const chipWidth = (label: string): number => textWidth(label) + 14;
const widestChip = (bars: readonly Bar[]): number =>
  Math.max(0, ...bars.map(({ label }) => chipWidth(label)));

/** Networks of one name have one colour: docker_gwbridge is another one on each host, and the same idea. */
function coloursOf(networks: readonly NetworkView[]): ReadonlyMap<string, number> {
  const names = [...new Set(networks.map(({ name }) => name))];
  return new Map(networks.map(({ key, name }) => [key, names.indexOf(name)]));
}

/** Lanes of overlays go on to the bar below the hosts. */
const reachDown = (host: HostFrame, overlays: readonly Bar[]): HostFrame => ({
  ...host,
  lanes: host.lanes.map((lane) => {
    const bar = overlays.find(({ key }) => key === lane.network.key);
    return bar === undefined ? lane : { ...lane, bottom: bar.y };
  }),
});

function placeClients(
  clients: readonly MachineView[],
  y: number,
  barOf: (segment: string) => number,
): readonly ClientFrame[] {
  let x = MARGIN;
  return clients.map((machine) => {
    const width = Math.max(90, textWidth(machine.name) + 28);
    const frame = { x, y, width, height: CLIENT_HEIGHT };
    const cables = machine.cards.map(
      ({ segment, address }, i): Cable => ({
        x: frame.x + 20 + i * 20,
        from: y + CLIENT_HEIGHT,
        to: barOf(segment),
        label: address,
      }),
    );
    x += Math.max(width, 20 + widest(machine.cards.map(({ address }) => address)) + 12) + HOST_GAP;
    return { ...frame, machine, cables };
  });
}

function placeHosts(
  machines: readonly MachineView[],
  networks: readonly NetworkView[],
  colours: ReadonlyMap<string, number>,
  y: number,
  barOf: (segment: string) => number,
): readonly HostFrame[] {
  let x = MARGIN;
  return machines
    .filter(({ kind }) => kind === 'host')
    .map((machine) => {
      const here = networks.filter((network) => network.hosts.includes(machine.name));
      // Overlays come last, so that their lanes leave the host beside the others.
      const own = here.toSorted((a, b) => Number(isWide(a)) - Number(isWide(b)));
      const frame = placeHost(machine, own, colours, x, y, barOf);
      x += frame.width + HOST_GAP;
      return frame;
    });
}

function placeHost(
  machine: MachineView,
  networks: readonly NetworkView[],
  colours: ReadonlyMap<string, number>,
  x: number,
  y: number,
  barOf: (segment: string) => number,
): HostFrame {
  const boxes = togetherWithOwners(machine.boxes);
  const rowTexts = boxes.map((box) => ({ box, title: titleOf(box), notes: notesOf(box) }));
  const boxWidth = widest(rowTexts.flatMap(({ title, notes }) => [title, ...notes])) + 24;
  const wireText = widest(boxes.flatMap(({ attachments }) => attachments.map(wireLabel)));
  const laneLeft = x + HOST_PAD + boxWidth + (wireText === 0 ? 16 : wireText + 26);
  const lanesTop = y + HEADER;
  const top = lanesTop + networks.length * CHIP + 6;
  const laneX = (index: number): number => laneLeft + index * LANE;
  const rows: Row[] = [];
  let rowY = top;
  for (const { box, title, notes } of rowTexts) {
    const lines = Math.max(1 + notes.length, box.attachments.length);
    const owner =
      box.mode.kind === 'container' ? rows.find((row) => row.box.name === ownerOf(box)) : undefined;
    const height = lines * LINE + 8;
    rows.push({
      x: x + HOST_PAD,
      y: rowY,
      width: boxWidth,
      height,
      box,
      title,
      notes,
      wires: wiresOf(box, networks, colours, { x: x + HOST_PAD + boxWidth, y: rowY }, laneX),
      ...(owner && { sharesWith: owner.y + owner.height }),
    });
    rowY += height + ROW_GAP;
  }
  const bottom = rows.length === 0 ? top : rowY;
  const lanes = networks.map(
    (network, i): Lane => ({
      network,
      colour: colours.get(network.key)!,
      x: laneX(i),
      top: lanesTop + i * CHIP,
      bottom: bottom - ROW_GAP / 2,
      label: isWide(network) ? network.name : laneLabel(network),
    }),
  );
  const right = Math.max(
    laneX(networks.length),
    ...lanes.map((lane) => lane.x + textWidth(lane.label) + 16),
    x + HOST_PAD + textWidth(headerOf(machine)) + 10,
  );
  const cables = machine.cards.map(
    ({ segment, address, name }, i): Cable => ({
      x: x + 26 + i * 150,
      from: y,
      to: barOf(segment),
      label: `${name} ${address}`,
    }),
  );
  return {
    machine,
    cables,
    lanes,
    rows,
    x,
    y,
    width: right - x + HOST_PAD,
    height: bottom - y + HOST_PAD - 4,
  };
}

export const headerOf = ({ name, engine, swarm, down }: MachineView): string =>
  [
    name,
    ...(engine === undefined ? [] : [`Docker ${engine}`]),
    ...(swarm === undefined ? [] : [swarm]),
    ...(down ? ['down'] : []),
  ].join(' · ');

/** A network that spans hosts is told about at its bar. */
const isWide = ({ hosts }: NetworkView): boolean => hosts.length > 1;

const ownerOf = ({ mode }: BoxView): string => (mode.kind === 'container' ? mode.of : '');

/** Who shares a namespace stands below its owner. */
function togetherWithOwners(boxes: readonly BoxView[]): readonly BoxView[] {
  const guests = boxes.filter(({ mode }) => mode.kind === 'container');
  const placed = boxes
    .filter(({ mode }) => mode.kind !== 'container')
    .flatMap((box) => [box, ...guests.filter((guest) => ownerOf(guest) === box.name)]);
  return [...placed, ...guests.filter((guest) => !placed.includes(guest))];
}

function titleOf({ name, state, kind }: BoxView): string {
  const short = withoutTaskId(name);
  return kind === 'container' && state !== 'running' ? `${short} (${state})` : short;
}

function notesOf({ mode, published, kind }: BoxView): readonly string[] {
  if (kind === 'sandbox') return ['the engine’s own'];
  const doors = published.map((door) => `⇥ ${door}`);
  if (mode.kind === 'host') return ['on the host’s own network'];
  if (mode.kind === 'none') return ['no network: lo only'];
  if (mode.kind === 'container') return [`shares ${mode.of}’s namespace`];
  return doors;
}

const laneLabel = ({ name, driver, subnets, internal, bridge }: NetworkView): string =>
  [
    bridge === undefined || bridge.startsWith('br-') || bridge === name ? name : `${name} (${bridge})`,
    ...(driver === 'bridge' ? [] : [driver]),
    ...(internal ? ['internal'] : []),
    ...subnets.slice(0, 1),
  ].join(' ');

const wireLabel = ({ interface: card, address }: BoxView['attachments'][number]): string =>
  [card, address].filter((part) => part !== '').join(' ');

function wiresOf(
  { attachments }: BoxView,
  networks: readonly NetworkView[],
  colours: ReadonlyMap<string, number>,
  from: { readonly x: number; readonly y: number },
  laneX: (index: number) => number,
): readonly Wire[] {
  return attachments.flatMap((wire, i) => {
    const lane = networks.findIndex(({ key }) => key === wire.network);
    if (lane < 0) return [];
    return [
      {
        network: wire.network,
        colour: colours.get(wire.network)!,
        y: from.y + 4 + i * LINE + LINE / 2,
        from: from.x,
        to: laneX(lane),
        label: wireLabel(wire),
      },
    ];
  });
}
