import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Connection, Tuple } from '../../../../runtime/kernel/conntrack/connection.ts';
import {
  confirmConnection,
  connectionsOf,
  findConnection,
  flushConnections,
  hashOf,
  reversed,
  sameTuple,
} from '../../../../runtime/kernel/conntrack/table.ts';
import { translate } from '../../../../runtime/kernel/conntrack/translation.ts';
import type { Packet } from '../../../../runtime/kernel/packet.ts';
import { at, machine, newLab } from '../lab.ts';

const port = fc.nat(65535);
const v4 = fc.nat(0xffffffff);
const v6 = fc.bigInt({ min: 1n, max: (1n << 128n) - 1n });
const tupleOf = (address: fc.Arbitrary<number | bigint>, protocols: readonly number[]): fc.Arbitrary<Tuple> =>
  fc
    .record({
      protocol: fc.constantFrom(...protocols),
      source: address,
      destination: address,
      sourcePort: port,
      destinationPort: port,
    })
    .map((tuple) =>
      tuple.protocol === 1 || tuple.protocol === 58 ? { ...tuple, destinationPort: 0 } : tuple,
    );
const tuple = fc.oneof(tupleOf(v4, [1, 6, 17]), tupleOf(v6, [6, 17, 58]));

const connectionOf = (original: Tuple, reply: Tuple): Connection => ({
  original,
  reply,
  state: 'new',
  mark: 0,
  sourceNatDone: true,
  destinationNatDone: true,
});

test('the answer of an answer is the question, and hashes are small integers', () => {
  fc.assert(
    fc.property(tuple, (one) => {
      expect(reversed(reversed(one))).toEqual(one);
      expect(hashOf(one)).toBe(hashOf({ ...one }));
      expect(Number.isSafeInteger(hashOf(one)) && hashOf(one) >= 0 && hashOf(one) < 2 ** 30).toBe(true);
    }),
  );
});

test('a connection is found by both its tuples, until it is flushed', () => {
  const lab = newLab();
  machine(lab, 'h1', {});
  const h1 = at(lab, 'h1');
  fc.assert(
    fc.property(fc.uniqueArray(tuple, { maxLength: 30, comparator: sameTuple }), (tuples) => {
      const made = tuples.map((one) => connectionOf(one, reversed(one)));
      for (const connection of made)
        if (!findConnection(h1, connection.original)) confirmConnection(h1, connection);
      for (const one of tuples) {
        expect(findConnection(h1, one)).toBeDefined();
        expect(findConnection(h1, reversed(one))).toBe(findConnection(h1, one));
      }
      flushConnections(lab.kernel, h1.id);
      expect(connectionsOf(lab.kernel, h1.id)).toEqual([]);
      expect(h1.conntrack.size).toBe(0);
    }),
  );
});

const packetOf = (one: Tuple): Packet => ({
  ...one,
  ttl: 64,
  size: 60,
  df: false,
  mark: 0,
  kind: { kind: 'datagram' },
  sourceMac: 0,
  destinationMac: 0,
});
const tupleOfPacket = ({ protocol, source, destination, sourcePort, destinationPort }: Packet): Tuple => ({
  protocol,
  source,
  destination,
  sourcePort,
  destinationPort,
});

test('whatever was translated, the answer is translated back exactly', () => {
  const pair = fc.oneof(
    fc.tuple(tupleOf(v4, [6]), tupleOf(v4, [6])),
    fc.tuple(tupleOf(v4, [1]), tupleOf(v4, [1])),
    fc.tuple(tupleOf(v6, [17]), tupleOf(v6, [17])),
  );
  fc.assert(
    fc.property(pair, ([original, reply]) => {
      const connection = connectionOf(original, reply);
      const out = packetOf(original);
      translate(out, connection, false, 'destination');
      translate(out, connection, false, 'source');
      expect(tupleOfPacket(out), 'the packet that leaves is the one that the answer answers').toEqual(
        reversed(reply),
      );
      const back = packetOf(reply);
      translate(back, connection, true, 'destination');
      translate(back, connection, true, 'source');
      expect(tupleOfPacket(back)).toEqual(reversed(original));
    }),
  );
});
