import { expect, test } from 'vitest';
import { playScenario } from '../../runtime/scenario/run.ts';
import { drawTopology } from '../../walkthrough/picture/draw-topology.ts';
import { chipWidth, layoutOf, type Rect, textWidth } from '../../walkthrough/picture/layout.ts';
import { topologyOf } from '../../walkthrough/story/topology-of.ts';
import { scenariosOf } from './harness.ts';

/** Three hosts with ten containers each, on a bridge, an overlay, or both. */
const LARGE = `scenario "large" {
  swarm {
    manager node1 { address 192.168.1.31/24 }
    worker node2 { address 192.168.1.32/24 }
    worker node3 { address 192.168.1.33/24 }
  }
  client phone { address 192.168.1.100/24 }
  network wide { driver overlay; attachable }
  ${[1, 2, 3]
    .flatMap((node) =>
      Array.from({ length: 10 }, (_, i) => {
        const publish = i === 0 ? '; publish 8080:80' : '';
        const network = i % 2 === 0 ? '; network wide' : '';
        return `container c${node}${i} { host node${node}; image nginx${network}${publish} }`;
      }),
    )
    .join('\n')}
}`;

const topology = () => {
  const [scenario] = scenariosOf(LARGE);
  return topologyOf(playScenario(scenario!).session.world, scenario!.surroundings);
};

const apart = (a: Rect, b: Rect): boolean =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

test('three hosts and thirty containers: nothing lies on anything else, and all of it is on the picture', () => {
  const { hosts, width, height } = layoutOf(topology());
  const rows = hosts.flatMap((host) => host.rows);
  expect(rows.length).toBeGreaterThanOrEqual(30);
  for (const [i, row] of rows.entries())
    for (const other of rows.slice(i + 1))
      expect(apart(row, other), `${row.title} ${other.title}`).toBe(true);
  for (const [i, host] of hosts.entries()) {
    expect(host.x + host.width).toBeLessThanOrEqual(width);
    expect(host.y + host.height).toBeLessThanOrEqual(height);
    for (const other of hosts.slice(i + 1)) expect(apart(host, other)).toBe(true);
    for (const { x, wires } of host.rows) {
      expect(x).toBeGreaterThan(host.x);
      for (const wire of wires) {
        const lane = host.lanes.find(({ network }) => network.key === wire.network)!;
        expect(wire.to).toBe(lane.x);
        expect(wire.y).toBeGreaterThan(lane.top);
        expect(wire.y).toBeLessThan(lane.bottom);
      }
    }
  }
});

test('what changed is marked', () => {
  const { svg } = drawTopology(topology(), [{ kind: 'added', text: '', keys: ['node1/c10'] }], 'p');
  expect(svg.match(/class="box container changed"/g)).toHaveLength(1);
});

test('the name of a LAN stands beside the addresses on it, not upon them', () => {
  const [scenario] = scenariosOf(`scenario "bare" {
  host laptop1 { address 192.168.1.31/24 }
  host laptop2 { address 192.168.1.146/24 }
}`);
  const bare = topologyOf(playScenario(scenario!).session.world, scenario!.surroundings);
  const { hosts, width, bars } = layoutOf(bare);
  const [cable] = hosts.at(-1)!.cables;
  const chip = width - 96 - 8 - chipWidth(bars[0]!.label);
  expect(cable!.x + 7 + textWidth(cable!.label)).toBeLessThan(chip);
});
