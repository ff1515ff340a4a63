import type { Change } from '../story/changes.ts';
import type { AttachmentView, BoxView, MachineView, NetworkView, Topology } from '../story/topology.ts';
import { withoutTaskId } from './task-name.ts';

/** The picture as a Mermaid flowchart: hosts are frames, networks hexagons, attachments lines with their addresses. */
export function mermaidTopology(topology: Topology, changes: readonly Change[]): string {
  const ids = new Ids();
  const marked = new Set(changes.filter(({ kind }) => kind !== 'removed').flatMap(({ keys }) => keys));
  const { segments, machines, networks } = topology;
  const local = (host: string) => networks.filter(({ hosts }) => hosts.length === 1 && hosts[0] === host);
  const wide = networks.filter(({ hosts }) => hosts.length > 1);
  return [
    'flowchart TB',
    ...segments.map(({ name, subnet }) => `  ${ids.of(`lan ${name}`)}(["${escaped(name)}<br>${subnet}"])`),
    ...machines.flatMap((machine) => machineLines(machine, local(machine.name), ids)),
    ...wide.map((network) => `  ${networkNode(network, ids)}`),
    ...machines.flatMap((machine) =>
      machine.cards.map(
        ({ segment, address }) => `  ${ids.of(`lan ${segment}`)} ---|"${address}"| ${ids.of(machine.name)}`,
      ),
    ),
    ...machines.flatMap(({ boxes, name }) => boxes.flatMap((box) => edgesOf(box, name, ids))),
    '  classDef fresh stroke:#d97706,stroke-width:3px',
    '  classDef off stroke-dasharray:4 4,opacity:0.6',
    '  classDef net fill:#dbeafe,stroke:#2563eb,color:#1e3a8a',
    ...classLine(
      'net',
      networks.map(({ key }) => ids.of(key)),
    ),
    ...classLine(
      'fresh',
      ids
        .known()
        .filter((key) => marked.has(key))
        .map((key) => ids.of(key)),
    ),
    ...classLine(
      'off',
      machines
        .flatMap(({ boxes }) => boxes)
        .filter(({ state }) => state !== 'running')
        .map(({ key }) => ids.of(key)),
    ),
  ].join('\n');
}

/** Short names of nodes, in the order in which they come. */
class Ids {
  readonly #ids = new Map<string, string>();
  of(key: string): string {
    const id = this.#ids.get(key) ?? `n${this.#ids.size}`;
    this.#ids.set(key, id);
    return id;
  }
  known(): readonly string[] {
    return [...this.#ids.keys()];
  }
}

const classLine = (name: string, ids: readonly string[]): readonly string[] =>
  ids.length === 0 ? [] : [`  class ${ids.join(',')} ${name}`];

function machineLines(machine: MachineView, networks: readonly NetworkView[], ids: Ids): readonly string[] {
  const { name, boxes, engine, swarm } = machine;
  const label = [name, ...(swarm ? [swarm] : []), ...(engine ? [`Docker ${engine}`] : [])].join(', ');
  if (machine.kind === 'client') return [`  ${ids.of(name)}(["${escaped(name)}"])`];
  return [
    `  subgraph ${ids.of(name)}["${escaped(label)}"]`,
    ...networks.map((network) => `    ${networkNode(network, ids)}`),
    ...boxes.map((box) => `    ${ids.of(box.key)}["${escaped(boxLabel(box))}"]`),
    '  end',
  ];
}

const networkNode = ({ key, name, driver, subnets, internal }: NetworkView, ids: Ids): string => {
  const lines = [name, [driver, ...(internal ? ['internal'] : [])].join(', '), subnets[0] ?? ''];
  return `${ids.of(key)}{{"${lines
    .filter((line) => line !== '')
    .map(escaped)
    .join('<br>')}"}}`;
};

function boxLabel({ name, state, mode, published }: BoxView): string {
  const lines = [withoutTaskId(name)];
  if (state !== 'running') lines.push(state);
  if (mode.kind === 'host') lines.push('the host’s own network');
  if (mode.kind === 'none') lines.push('lo only');
  if (mode.kind === 'container') lines.push(`in the namespace of ${mode.of}`);
  return [...lines, ...published.map((door) => `port ${door}`)].join('<br>');
}

function edgesOf(box: BoxView, host: string, ids: Ids): readonly string[] {
  const { key, mode, attachments } = box;
  if (mode.kind === 'container') return [`  ${ids.of(key)} -.- ${ids.of(`${host}/${mode.of}`)}`];
  return attachments.map((wire) => `  ${ids.of(key)} ---${wireLabel(wire)} ${ids.of(wire.network)}`);
}

function wireLabel({ interface: card, address }: AttachmentView): string {
  const text = [card, address].filter((part) => part !== '').join(' ');
  return text === '' ? '' : `|"${text}"|`;
}

const escaped = (text: string): string => text.replaceAll('"', '#quot;');
