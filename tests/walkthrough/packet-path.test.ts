import { expect, test } from 'vitest';
import type { PacketPath } from '../../walkthrough/story/page.ts';
import { tell } from './harness.ts';

function onlyPath(text: string): PacketPath {
  const { page, problems } = tell(text);
  expect(problems).toEqual([]);
  const blocks = page.sections.flatMap(({ stages }) => stages.flatMap((stage) => stage.blocks));
  const paths = blocks.flatMap((block) =>
    block.kind === 'check' ? block.items.flatMap((item) => item.paths) : [],
  );
  expect(paths).toHaveLength(1);
  return paths[0]!;
}

test('a published port: there, DNAT at the host, and back', () => {
  const { stops } = onlyPath(`scenario "s" {
    host laptop { address 192.168.1.31/24 }
    client phone { address 192.168.1.100/24 }
    container web { image nginx; publish 8080:80 }
    expect phone reaches laptop:8080
  }`);
  expect(stops.map(({ place, direction }) => `${place} ${direction}`)).toEqual([
    'phone there',
    'laptop there',
    'web there',
    'laptop back',
    'phone back',
  ]);
  expect([stops[1]!.before.destination, stops[1]!.after.destination]).toEqual([
    '192.168.1.31:8080',
    '172.17.0.2:80',
  ]);
  const rules = stops[1]!.lines.flatMap((line) => line.rules);
  expect(rules.filter(({ decides }) => decides).map(({ table, chain }) => `${table} ${chain}`)).toEqual([
    'nat DOCKER',
    'filter DOCKER',
  ]);
  expect(stops[3]!.after.source).toBe('192.168.1.31:8080');
});

test('a dropped packet ends where it is dropped, and says by what', () => {
  const { stops, reached } = onlyPath(`scenario "s" {
    host laptop { address 192.168.1.31/24 }
    network front
    network back
    container aa { image nginx; network front }
    container bb { image nginx; network back }
    expect aa cannot reach bb because isolated
  }`);
  expect(reached).toBe(false);
  expect(stops.at(-1)).toMatchObject({ place: 'laptop', direction: 'there' });
  expect(stops.at(-1)!.lost).toContain('DOCKER-ISOLATION-STAGE-2');
});

test('docker-proxy opens a connection of its own', () => {
  const { stops } = onlyPath(`scenario "s" {
    host laptop { address 192.168.1.31/24 }
    container web { image nginx; publish 8080:80 }
    container peer { image nginx }
    expect peer reaches 192.168.1.31:8080
  }`);
  expect(
    stops.filter(({ begins }) => begins).map(({ place, before }) => `${place} ${before.destination}`),
  ).toEqual(['peer 192.168.1.31:8080', 'laptop 172.17.0.2:80']);
});

test('an overlay: the packet is carried inside another one between the machines', () => {
  const { stops } = onlyPath(`scenario "s" {
    swarm {
      manager node1 { address 192.168.1.31/24 }
      worker node2 { address 192.168.1.146/24 }
    }
    network wide { driver overlay; attachable }
    container aa { host node1; image nginx; network wide }
    container bb { host node2; image nginx; network wide }
    expect aa reaches bb:80
  }`);
  const carried = stops.find(({ place, direction }) => place === 'node2' && direction === 'there')!;
  expect(carried.before).toMatchObject({
    protocol: 'udp',
    destination: '192.168.1.146:4789',
    inner: { protocol: 'tcp', destination: '10.0.1.4:80' },
  });
  const overlay = stops.find(({ key }) => key.startsWith('node1 '));
  expect(overlay?.links).toContain('vxlan0');
});
