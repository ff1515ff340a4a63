import { match } from 'ts-pattern';
import type { FeatureNode } from '../../../grammar/ast-claim.ts';
import { parseAddress, parseCidr, parseMac } from '../../addresses.ts';
import { isInterface } from '../../bind/references.ts';
import type { Property } from '../../ir/claim.ts';
import { optional } from '../optional.ts';
import { dockerName, type Scene } from '../who.ts';

/** What a namespace has: `address 172.17.0.2 on bridge`, `default route via 172.17.0.1`. */
export const lowerFeature = (scene: Scene, feature: FeatureNode): Property =>
  match<FeatureNode, Property>(feature)
    .with({ kind: 'address' }, ({ kind, address, on }) => ({
      kind,
      ...optional('address', address && canonical(address.text)),
      ...placeOn(scene, on),
    }))
    .with({ kind: 'interface' }, ({ kind, name, on }) => ({
      kind,
      name: name.text,
      ...optional('network', on && dockerName(scene, on.text, 'network')),
    }))
    .with({ kind: 'route' }, ({ kind, to, via, dev }) => ({
      kind,
      to: parseCidr(to.text)?.network ?? canonical(to.text),
      ...optional('via', via && canonical(via.text)),
      ...optional('dev', dev?.text),
    }))
    .with({ kind: 'rule' }, ({ kind, text, table }) => ({ kind, table: table.text, text: text.text }))
    .with({ kind: 'mtu' }, ({ kind, mtu, on }) => ({ kind, mtu, ...optional('interface', on?.text) }))
    .with({ kind: 'mac' }, ({ kind, mac, on }) => ({
      kind,
      mac: parseMac(mac.text) ?? mac.text,
      ...optional('interface', on?.text),
    }))
    .with({ kind: 'listener', port: { kind: 'port' } }, ({ kind, port: { port, protocol } }) => ({
      kind,
      port,
      protocol,
    }))
    // The grammar reads a port only.
    .with({ kind: 'listener' }, ({ kind }) => ({ kind, port: 0, protocol: 'tcp' }))
    .with({ kind: 'only-loopback' }, ({ kind }) => ({ kind }))
    .exhaustive();

/** `on` names an interface of the namespace, or a network that the scenario knows. */
function placeOn(scene: Scene, on: { readonly text: string } | undefined) {
  if (on === undefined) return {};
  return isInterface(on.text) ? { interface: on.text } : { network: dockerName(scene, on.text, 'network') };
}

const canonical = (text: string): string => parseCidr(text)?.text ?? parseAddress(text)?.text ?? text;
