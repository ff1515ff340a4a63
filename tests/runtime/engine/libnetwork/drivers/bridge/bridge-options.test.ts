import { expect, test } from 'vitest';
import { bridgeOptions } from '../../../../../../runtime/engine/libnetwork/drivers/bridge/bridge-options.ts';

const read = (options: { readonly [label: string]: string }) =>
  bridgeOptions({ id: 'a'.repeat(64), options });

test('without labels: a device of the network’s id, open and masqueraded', () => {
  expect(read({})).toMatchObject({
    ok: true,
    value: { name: 'br-aaaaaaaaaaaa', masquerade: true, icc: true, mtu: 0, interfacePrefix: 'eth' },
  });
});

test('labels that the driver knows are read, others are nobody’s', () => {
  expect(
    read({
      'com.docker.network.bridge.name': 'mybr',
      'com.docker.network.bridge.enable_icc': 'F',
      'com.docker.network.driver.mtu': '1400',
      'com.example.other': 'x',
    }),
  ).toMatchObject({ ok: true, value: { name: 'mybr', icc: false, mtu: 1400 } });
});

test.each([
  [
    'com.docker.network.bridge.enable_icc',
    'maybe',
    'failed to parse com.docker.network.bridge.enable_icc value: maybe (strconv.ParseBool: parsing "maybe": invalid syntax)',
  ],
  ['com.docker.network.driver.mtu', '-1', 'invalid MTU number: -1'],
  [
    'com.docker.network.bridge.host_binding_ipv4',
    'here',
    'failed to parse com.docker.network.bridge.host_binding_ipv4 value: here (nil ip)',
  ],
])('%s=%s is refused', (label, value, message) => {
  expect(read({ [label]: value })).toEqual({ ok: false, kind: 'invalid', message });
});
