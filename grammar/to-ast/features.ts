import type { FeatureNode } from '../ast-claim.ts';
import type { HasCstNode, NextHopCstNode, OnWhatCstNode } from '../cst.generated.d.ts';
import { type Reading, spanOfToken } from './reading.ts';
import { textOf } from './text.ts';
import { portOf, wholeNumberOf } from './values.ts';

/** What a namespace has: `address 172.17.0.2 on bridge`. */
export function featureOf(reading: Reading, { children }: HasCstNode): FeatureNode {
  const { addressFeature, interfaceFeature, mtuFeature, macFeature } = children;
  if (addressFeature !== undefined) {
    const { Address, Cidr, onWhat } = addressFeature[0]!.children;
    // The keyword `address` has the name of the literal, and comes first.
    const address = Address[1] ?? Cidr?.[0];
    const given = address === undefined ? {} : { address: textOf(reading, address) };
    return { kind: 'address', ...given, ...onOf(reading, onWhat) };
  }
  if (interfaceFeature !== undefined) {
    const { Named, onWhat } = interfaceFeature[0]!.children;
    return { kind: 'interface', name: textOf(reading, Named[0]!), ...onOf(reading, onWhat) };
  }
  if (mtuFeature !== undefined) {
    const { WholeNumber, onWhat } = mtuFeature[0]!.children;
    return { kind: 'mtu', mtu: wholeNumberOf(reading, WholeNumber[0]!), ...onOf(reading, onWhat) };
  }
  if (macFeature !== undefined) {
    const { Value, onWhat } = macFeature[0]!.children;
    return { kind: 'mac', mac: textOf(reading, Value[0]!), ...onOf(reading, onWhat) };
  }
  return routeOrRuleOf(reading, children);
}

function routeOrRuleOf(reading: Reading, children: HasCstNode['children']): FeatureNode {
  const { routeFeature, defaultRouteFeature, ruleFeature, listenerFeature } = children;
  if (routeFeature !== undefined) {
    const { Address, Cidr, nextHop } = routeFeature[0]!.children;
    return { kind: 'route', to: textOf(reading, (Address ?? Cidr)![0]!), ...nextHopOf(reading, nextHop[0]) };
  }
  if (defaultRouteFeature !== undefined) {
    const { Default, nextHop } = defaultRouteFeature[0]!.children;
    const to = { text: 'default', span: spanOfToken(reading, Default[0]!) };
    return { kind: 'route', to, ...nextHopOf(reading, nextHop[0]) };
  }
  if (ruleFeature !== undefined) {
    const { Quoted, Named } = ruleFeature[0]!.children;
    return { kind: 'rule', text: textOf(reading, Quoted[0]!), table: textOf(reading, Named[0]!) };
  }
  if (listenerFeature !== undefined) {
    return { kind: 'listener', port: portOf(reading, listenerFeature[0]!.children) };
  }
  return { kind: 'only-loopback' };
}

const onOf = (reading: Reading, on: OnWhatCstNode[] | undefined) =>
  on === undefined ? {} : { on: textOf(reading, on[0]!.children.Named[0]!) };

function nextHopOf(reading: Reading, node: NextHopCstNode | undefined) {
  const { Party: via, Named: dev } = node?.children ?? {};
  return {
    ...(via === undefined ? {} : { via: textOf(reading, via[0]!) }),
    ...(dev === undefined ? {} : { dev: textOf(reading, dev[0]!) }),
  };
}
