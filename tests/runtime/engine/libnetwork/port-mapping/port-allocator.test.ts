import { expect, test } from 'vitest';
import {
  newPortAllocator,
  type PortAllocator,
  releasePort,
  requestPort,
} from '../../../../../runtime/engine/libnetwork/port-mapping/port-allocator.ts';

function ask(
  ports: PortAllocator,
  first = 0,
  last = first,
  address = '0.0.0.0',
  protocol = 'tcp',
): number | string {
  const result = requestPort(ports, { address, protocol, first, last, ephemeral: [32768, 32770] });
  return result.ok ? result.value : result.message;
}

test('random ports count up from the ephemeral range and come round', () => {
  const ports = newPortAllocator();
  expect([ask(ports), ask(ports)]).toEqual([32768, 32769]);
  releasePort(ports, '0.0.0.0', 'tcp', 32768);
  expect([ask(ports), ask(ports), ask(ports)]).toEqual([32770, 32768, 'all ports are allocated']);
});

test('each protocol and each host address has ports of its own', () => {
  const ports = newPortAllocator();
  expect([ask(ports), ask(ports, 0, 0, '0.0.0.0', 'udp'), ask(ports, 0, 0, '::')]).toEqual([
    32768, 32768, 32768,
  ]);
  expect([ask(ports, 80), ask(ports, 80, 80, '127.0.0.1')]).toEqual([80, 80]);
});

test('a port that is given out is refused until it is released', () => {
  const ports = newPortAllocator();
  ask(ports, 8080);
  expect(ask(ports, 8080)).toBe('Bind for 0.0.0.0:8080 failed: port is already allocated');
  releasePort(ports, '0.0.0.0', 'tcp', 8080);
  expect(ask(ports, 8080)).toBe(8080);
});

test('a range of host ports for one container port gives the next free one', () => {
  const ports = newPortAllocator();
  ask(ports, 8001);
  expect([ask(ports, 8000, 8002), ask(ports, 8000, 8002), ask(ports, 8000, 8002)]).toEqual([
    8000,
    8002,
    'all ports are allocated',
  ]);
});
