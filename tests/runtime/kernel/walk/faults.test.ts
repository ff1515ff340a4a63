import { expect, test } from 'vitest';
import { addFault, removeFault } from '../../../../runtime/kernel/faults.ts';
import type { Fault } from '../../../../runtime/kernel/kernel.ts';
import { icmp, machine, newLab, serve, tcp, udp } from '../lab.ts';

function three() {
  const lab = newLab();
  for (const [name, last] of [
    ['a', 1],
    ['b', 2],
    ['c', 3],
  ] as const) {
    machine(lab, name, { lan: [`10.0.0.${last}/24`] });
    serve(lab, name, 'tcp', 80);
    serve(lab, name, 'udp', 53);
  }
  return lab;
}

const BETWEEN = ['a', 'b'] as const;

test.each<[string, Fault, string, string, string]>([
  ['block of a protocol', { kind: 'block', between: BETWEEN, protocol: 'tcp' }, 'timeout', 'ok', 'ok'],
  ['block of a port', { kind: 'block', between: BETWEEN, protocol: 'udp', port: 53 }, 'ok', 'timeout', 'ok'],
  ['block of icmp', { kind: 'block', between: BETWEEN, protocol: 'icmp' }, 'ok', 'ok', 'timeout'],
  ['partition', { kind: 'partition', sides: [['a'], ['b', 'c']] }, 'unreachable', 'timeout', 'unreachable'],
  ['machine down', { kind: 'down', machine: 'b' }, 'unreachable', 'timeout', 'unreachable'],
  ['total loss', { kind: 'loss', between: BETWEEN, percent: 100 }, 'timeout', 'timeout', 'timeout'],
])('%s between two machines, and healed', (_, fault, onTcp, onUdp, onIcmp) => {
  const lab = three();
  const all = (from: string, to: string) =>
    [tcp(lab, from, to, 80), udp(lab, from, to, 53), icmp(lab, from, to)].map((text) => text.split(' ')[0]);
  addFault(lab.kernel, 'f', fault);
  expect(all('a', '10.0.0.2')).toEqual([onTcp, onUdp, onIcmp]);
  if (fault.kind !== 'down') expect(all('b', '10.0.0.1')).toEqual([onTcp, onUdp, onIcmp]);
  expect(all('c', '10.0.0.3')).toEqual(['ok', 'ok', 'ok']);
  expect(removeFault(lab.kernel, 'f')).toBe(true);
  expect(all('a', '10.0.0.2')).toEqual(['ok', 'ok', 'ok']);
});

test('a lossy line loses its share of echoes, and no TCP connection as long as it carries some', () => {
  const lab = three();
  addFault(lab.kernel, 'f', { kind: 'loss', between: BETWEEN, percent: 25 });
  const pings = Array.from({ length: 40 }, () => icmp(lab, 'a', '10.0.0.2'));
  expect(pings.filter((text) => text.startsWith('timeout'))).toHaveLength(20);
  const connections = Array.from({ length: 20 }, () => tcp(lab, 'a', '10.0.0.2', 80).split(' ')[0]);
  expect(new Set(connections)).toEqual(new Set(['ok']));
});

test('a machine that is down sends nothing, not even to itself', () => {
  const lab = three();
  addFault(lab.kernel, 'off', { kind: 'down', machine: 'a' });
  expect(icmp(lab, 'a', '10.0.0.1')).toBe('timeout fault');
});
