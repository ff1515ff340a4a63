import { expect, test } from 'vitest';
import { KERNEL_FEATURES } from '../../compiler/attributes/kernel-features.ts';
import { ENGINE_LINES, engineLineOf } from '../../compiler/ir/engine-lines.ts';
import { parseDaemonJson } from '../../runtime/engine/daemon/daemon-json.ts';
import {
  DEFAULT_VERSION,
  resolveVersion,
  VERSION_NAMES,
  versionNamed,
} from '../../runtime/engine/versions/versions.ts';
import { buildWorld } from '../../runtime/scenario/build-world.ts';
import { scenarioOf } from './harness.ts';

// The language may say what the runtime knows, and no more: two tables, held against each other here.

test('engine lines', () => {
  expect([...ENGINE_LINES]).toEqual(VERSION_NAMES);
  expect(engineLineOf('26.1.5')).toBe(resolveVersion('26.1.5')?.name);
});

test('every key of a daemon block is a key of daemon.json, in the form that dockerd reads', () => {
  const { surroundings } = scenarioOf(`host laptop {
    address 192.168.1.31/24
    daemon {
      bip 172.17.0.1/16; bridge br0; default-gateway 172.17.0.254; default-gateway-v6 fd00::1
      default-address-pools 10.10.0.0/16 size 24
      dns 10.0.0.1, 10.0.0.2; dns-opts "ndots:2"; dns-search corp.lan; experimental; fixed-cidr 172.17.4.0/24
      fixed-cidr-v6 fd00::/64; host-gateway-ip 192.168.1.31; icc false; ip 127.0.0.1; ip-forward; ip-masq off
      ip6tables; iptables no; ipv6; live-restore; mtu 1400; userland-proxy false
    }
  }`);
  const { daemon } = surroundings.hosts[0]!;
  const parsed = parseDaemonJson(daemon, versionNamed(DEFAULT_VERSION).daemon);
  expect(parsed).toMatchObject({
    ok: true,
    config: {
      mtu: 1400,
      icc: false,
      dns: ['10.0.0.1', '10.0.0.2'],
      defaultAddressPools: [{ base: '10.10.0.0/16', size: 24 }],
    },
  });
});

test('every kernel feature that a host can lack is one that the kernel has', () => {
  const features = KERNEL_FEATURES.join(', ');
  const { surroundings } = scenarioOf(`host laptop { address 192.168.1.31/24; without ${features} }`);
  const { world } = buildWorld(surroundings);
  const lacking = Object.values(world.kernel.machines.get('laptop')!.features).filter((on) => !on);
  expect(lacking).toHaveLength(KERNEL_FEATURES.length);
});
