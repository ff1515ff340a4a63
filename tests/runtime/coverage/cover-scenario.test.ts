import { expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import { coverScenario } from '../../../runtime/coverage/cover-scenario.ts';

const coverageOf = (claims: string) =>
  coverScenario(
    compile(
      'test.dnet',
      `scenario "test" {
        host server { address 192.168.1.11/24 }
        client outside { address 192.168.1.100/24 }
        network front
        network back { internal }
        container web { image nginx; network front; publish 8080:80 }
        container api { image nginx; network front, back }
        container db { image postgres; network back }
        ${claims}
      }`,
    ).ir!.scenarios[0]!,
  );

test('without claims nothing is exercised', () => {
  const { networks, ports, pairs } = coverageOf('');
  expect(networks).toEqual({ all: 2, missed: ['front', 'back'] });
  expect(ports).toEqual({ all: 1, missed: ['8080/tcp on server'] });
  expect(pairs.all).toBe(6);
  expect(pairs.missed).toHaveLength(6);
});

test('a claim exercises the network, the rules and the pair that its packets touch', () => {
  const { networks, ports, pairs, rules } = coverageOf('expect web reaches api:80');
  expect(networks.missed).toEqual(['back']);
  expect(pairs.missed).not.toContain('web → api');
  expect(rules.missed).not.toContain('traffic between containers of network front');
  expect(ports.missed).toHaveLength(1);
});

test('a published port is exercised from outside', () => {
  const { ports, rules } = coverageOf('expect outside reaches server:8080 served by web');
  expect(ports.missed).toEqual([]);
  expect(rules.missed).not.toContain('published port 8080/tcp of web');
});

test('what a step takes away was there to be exercised', () => {
  const { networks, ports, pairs } = coverageOf('step "all ends" { remove web; remove api; remove db }');
  expect(networks.all).toBe(2);
  expect(ports.all).toBe(1);
  expect(pairs.all).toBe(6);
});
