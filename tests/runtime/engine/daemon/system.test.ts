import { expect, test } from 'vitest';
import {
  containerStop,
  imageList,
  systemInfo,
  systemVersion,
} from '../../../../runtime/engine/daemon/api.ts';
import { H, must, oneHost, run } from './one-host.ts';

test('what the engine says of itself', () => {
  const world = oneHost('20.10');
  expect(must(systemVersion(world, H))).toMatchObject({ Version: '20.10.24+dfsg1', ApiVersion: '1.41' });
  run(world, { name: 'one' });
  run(world, { name: 'two' });
  must(containerStop(world, H, 'two'));
  expect(must(systemInfo(world, H))).toMatchObject({
    Containers: 2,
    ContainersRunning: 1,
    ContainersStopped: 1,
    IPv4Forwarding: true,
    Name: H,
    Warnings: null,
  });
  expect(must(imageList(world, H)).map(({ RepoTags }) => RepoTags)).toEqual([['dnet/probe:latest']]);
});
