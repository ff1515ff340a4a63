import { expect, test } from 'vitest';
import type { ContainerCreateRequest } from '../../../../runtime/docker-api/container.ts';
import { configFault } from '../../../../runtime/engine/daemon/validate-config.ts';
import { v26_1 } from '../../../../runtime/engine/versions/26.1.ts';

const Image = 'dnet/probe';
const joins = (
  HostConfig: ContainerCreateRequest['HostConfig'],
  Config: Partial<ContainerCreateRequest['Config']> = {},
): ContainerCreateRequest => ({
  Config: { Image, ...Config },
  HostConfig: { NetworkMode: 'container:base', ...HostConfig },
});

// Captured on engines 20.10 and 26.1 (10-container-mode, 08-host-mode, 23-errors-run).
test.each<[string, ContainerCreateRequest]>([
  [
    'conflicting options: port publishing and the container type network mode',
    joins({ PublishAllPorts: true }),
  ],
  [
    'conflicting options: port exposing and the container type network mode',
    joins({}, { ExposedPorts: { '90/tcp': {} } }),
  ],
  ['conflicting options: hostname and the network mode', joins({}, { Hostname: 'zz' })],
  ['conflicting options: dns and the network mode', joins({ Dns: ['1.1.1.1'] })],
  [
    'conflicting options: custom host-to-IP mapping and the network mode',
    joins({ ExtraHosts: ['q:1.2.3.4'] }),
  ],
  [
    "conflicting options: container type network can't be used with links. This would result in undefined behavior",
    joins({ Links: ['base:bb'] }),
  ],
  [
    "conflicting options: host type networking can't be used with links. This would result in undefined behavior",
    joins({ NetworkMode: 'host', Links: ['b1'] }),
  ],
  [
    'Invalid network mode: invalid container format container:<name|id>',
    joins({ NetworkMode: 'container:' }),
  ],
  [
    "can't create 'AutoRemove' container with restart policy",
    joins({
      NetworkMode: 'bridge',
      AutoRemove: true,
      RestartPolicy: { Name: 'always', MaximumRetryCount: 0 },
    }),
  ],
  [
    'invalid port specification: "99999"',
    joins({ NetworkMode: 'bridge', PortBindings: { '80/tcp': [{ HostIp: '', HostPort: '99999' }] } }),
  ],
])('%s', (text, request) => expect(configFault(request, v26_1.daemon)).toBe(text));

test('nothing is wrong', () => {
  expect(configFault(joins({}), v26_1.daemon)).toBeUndefined();
  expect(configFault({ Config: { Image } }, v26_1.daemon)).toBeUndefined();
});
