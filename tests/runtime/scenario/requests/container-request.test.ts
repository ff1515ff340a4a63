import { expect, test } from 'vitest';
import { versionNamed } from '../../../../runtime/engine/versions/versions.ts';
import { containerRequest } from '../../../../runtime/scenario/requests/container-request.ts';
import { networkRequest } from '../../../../runtime/scenario/requests/network-request.ts';
import { attach, containerSpec, networkSpec } from '../stories.ts';

const [old, newer] = [versionNamed('20.10'), versionNamed('26.1')];
const two = containerSpec('web', { attachments: [attach('front'), attach('back', { aliases: ['store'] })] });

test('an engine that takes one network gets one, and the others are connected before the start', () => {
  const request = containerRequest(two, old);
  expect(request).toMatchObject({
    ok: true,
    value: { create: { HostConfig: { NetworkMode: 'front' } }, connect: [{ network: 'back' }] },
  });
});

test('a newer engine gets all networks at once', () => {
  const request = containerRequest(two, newer);
  expect(request).toMatchObject({
    ok: true,
    value: {
      create: { NetworkingConfig: { EndpointsConfig: { back: { Aliases: ['store'] } } } },
      connect: [],
    },
  });
});

test.each([
  ['a container port', { publish: ['80:99999'] }, 'invalid containerPort: 99999'],
  ['a host port', { publish: ['abc:80'] }, 'invalid hostPort: abc'],
  ['an address', { publish: ['1.2.3:80:80'] }, 'invalid IP address: 1.2.3'],
])('the client complains of %s itself', (_, { publish }, message) => {
  const spec = containerSpec('web', {
    publish: publish.map((text) => ({ text, origin: { file: '', start: 0, end: 0 } })),
  });
  expect(containerRequest(spec, newer)).toEqual({ ok: false, message });
});

test('a network without options asks for a bridge and leaves the rest to the engine', () => {
  expect(networkRequest(networkSpec('app'))).toMatchObject({
    ok: true,
    value: { Name: 'app', Driver: 'bridge', IPAM: { Driver: 'default', Config: [] }, Internal: false },
  });
});

test("a gateway outside its subnet is the client's own complaint", () => {
  const subnets = [{ subnet: '10.1.0.0/24', gateway: '10.2.0.1', auxAddresses: {} }];
  expect(networkRequest(networkSpec('app', { subnets }))).toEqual({
    ok: false,
    message: 'no matching subnet for gateway 10.2.0.1',
  });
});
