import { expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '../../../../runtime/engine/daemon/config.ts';
import {
  configConflict,
  type DaemonJson,
  parseDaemonJson,
} from '../../../../runtime/engine/daemon/daemon-json.ts';
import { v20_10 } from '../../../../runtime/engine/versions/20.10.ts';
import { v26_1 } from '../../../../runtime/engine/versions/26.1.ts';

const HEADING = 'unable to configure the Docker daemon with file /etc/docker/daemon.json: ';
const message = (json: DaemonJson, traits = v26_1.daemon): string | undefined => {
  const parsed = parseDaemonJson(json, traits);
  return parsed.ok ? undefined : parsed.message;
};

// Captured on engines 20.10 and 26.1 (14-daemon-options).
test.each<[DaemonJson, string, string]>([
  [
    { 'bogus-key': 1 },
    "the following directives don't match any configuration option: bogus-key",
    "the following directives don't match any configuration option: bogus-key",
  ],
  [
    { mtu: 'x' },
    'json: cannot unmarshal string into Go struct field Config.mtu of type int',
    'json: cannot unmarshal string into Go struct field Config.CommonConfig.BridgeConfig.DefaultBridgeConfig.mtu of type int',
  ],
  [
    { dns: ['notanip'] },
    'configuration validation from file failed: notanip is not an ip address',
    'invalid IP address: notanip',
  ],
])('%o is refused', (json, old, recent) => {
  expect(message(json, v20_10.daemon)).toBe(HEADING + old);
  expect(message(json, v26_1.daemon)).toBe(HEADING + recent);
});

test('keys that touch no network are accepted', () => {
  expect(message({ debug: true, 'log-level': 'debug', 'storage-driver': 'overlay2' })).toBeUndefined();
});

test('values and defaults', () => {
  const parsed = parseDaemonJson({ bip: '10.99.0.1/24', mtu: 1400, icc: false }, v26_1.daemon);
  expect(parsed).toEqual({
    ok: true,
    config: { ...DEFAULT_CONFIG, bip: '10.99.0.1/24', mtu: 1400, icc: false },
  });
});

test.each([
  [
    { bridge: 'br9', bip: '10.1.1.1/24' },
    'You specified -b & --bip, mutually exclusive options. Please specify only one',
  ],
  [
    { icc: false, iptables: false },
    'You specified --iptables=false with --icc=false. ICC=false uses iptables to function. Please set --icc or --iptables to true',
  ],
  [{ ip6tables: true }, 'ip6tables rules are only available if experimental features are enabled'],
  [{ icc: false }, undefined],
])('%o contradicts itself', (config, text) =>
  expect(configConflict({ ...DEFAULT_CONFIG, ...config })).toBe(text),
);
