import { addressTypeOf } from '../kernel/address-type.ts';
import { derived } from '../kernel/derived.ts';
import type { Kernel, Netns } from '../kernel/kernel.ts';
import type { AddressType } from '../kernel/netfilter/rule.ts';
import { localTableOf } from '../kernel/routes.ts';
import { type Field, isVariable } from './field.ts';
import { constantOf, type Part, partOf, type SetWalk } from './set-walk.ts';
import { blockSet, only, setOf, subtract, union, type Value, type ValueSet, valuesSet } from './value-set.ts';

const MULTICAST: { readonly 4: ValueSet; readonly 6: ValueSet } = {
  4: [0xe0000000, 0xefffffff],
  6: [0xffn << 120n, (1n << 128n) - 1n],
};
export const LOOPBACK: { readonly 4: ValueSet; readonly 6: ValueSet } = {
  4: [0x7f000000, 0x7fffffff],
  6: [1n, 1n],
};

interface Types {
  readonly local: ValueSet;
  readonly parts: readonly Part<AddressType>[];
}

const isFour = (value: Value): boolean => typeof value === 'number';

const typesOf = derived((kernel: Kernel, netns: Netns) => {
  const { addresses, blocks, broadcasts } = localTableOf(kernel, netns);
  const make = (four: boolean): Types => {
    const local = union(
      valuesSet([...addresses.keys()].filter((ip) => isFour(ip) === four)),
      setOf(
        blocks.filter(({ base }) => isFour(base) === four).map((block) => blockSet(block) as [Value, Value]),
      ),
    );
    const unspecified = only(four ? 0 : 0n);
    const everybody = four ? valuesSet([0xffffffff, ...broadcasts]) : [];
    const broadcast = subtract(subtract(everybody, local), unspecified);
    const multicast = subtract(subtract(MULTICAST[four ? 4 : 6], local), broadcast);
    return {
      local,
      parts: [
        { set: local, value: 'LOCAL' },
        { set: subtract(unspecified, local), value: 'UNSPEC' },
        { set: broadcast, value: 'BROADCAST' },
        { set: multicast, value: 'MULTICAST' },
      ],
    };
  };
  return { 4: make(true), 6: make(false) };
});

/** The addresses of one family that are a namespace's own. */
export const localSetOf = (kernel: Kernel, netns: Netns, family: 4 | 6): ValueSet =>
  typesOf(kernel, netns)[family].local;

/** `addressTypeOf` for all packets of a box. */
export function addressTypeOfSet(walk: SetWalk, netns: Netns, field: Field): AddressType {
  const value = constantOf(walk, field);
  if (value !== undefined) return addressTypeOf(walk.kernel, netns, value);
  if (!isVariable(field)) throw new Error('unreachable');
  const family = isFour(walk.box[field.index]![0]!) ? 4 : 6;
  return partOf(walk, field, typesOf(walk.kernel, netns)[family].parts, 'UNICAST');
}
