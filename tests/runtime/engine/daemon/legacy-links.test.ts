import { expect, test } from 'vitest';
import {
  containerExecContext,
  containerInspect,
  containerList,
  containerRemove,
} from '../../../../runtime/engine/daemon/api.ts';
import type { VersionName } from '../../../../runtime/engine/versions/version.ts';
import { H, must, oneHost, run, said, tryRun } from './one-host.ts';

// Captured on engines 20.10 and 26.1 (05-link).
test.each<VersionName>(['20.10', '26.1'])('%s: links of the default bridge', (version) => {
  const world = oneHost(version);
  run(world, {
    name: 'db',
    config: { Env: ['PW=x'], ExposedPorts: { '80/tcp': {}, '5000/udp': {} } },
  });
  const id = run(world, { name: 'app', host: { Links: ['db:database'] } });
  expect(must(containerInspect(world, H, 'app')).HostConfig.Links).toEqual(['/db:/app/database']);
  expect(must(containerExecContext(world, H, 'app')).env).toEqual([
    'PATH=/bin:/sbin:/usr/bin:/usr/sbin',
    `HOSTNAME=${id.slice(0, 12)}`,
    'DATABASE_PORT=tcp://172.17.0.2:80',
    'DATABASE_PORT_80_TCP=tcp://172.17.0.2:80',
    'DATABASE_PORT_80_TCP_ADDR=172.17.0.2',
    'DATABASE_PORT_80_TCP_PORT=80',
    'DATABASE_PORT_80_TCP_PROTO=tcp',
    'DATABASE_PORT_5000_UDP=udp://172.17.0.2:5000',
    'DATABASE_PORT_5000_UDP_ADDR=172.17.0.2',
    'DATABASE_PORT_5000_UDP_PORT=5000',
    'DATABASE_PORT_5000_UDP_PROTO=udp',
    'DATABASE_NAME=/app/database',
    'DATABASE_ENV_PW=x',
    'HOME=/root',
  ]);
  expect(said(tryRun(world, { name: 'bad', host: { Links: ['nosuch'] } }))).toBe(
    'could not get container for nosuch: No such container: nosuch',
  );
  const names = () => must(containerList(world, H)).map(({ Names }) => Names);
  expect(names()).toContainEqual(['/app/database', '/db']);
  run(world, { name: 'nothing', host: { Links: ['db:'] } });
  expect(names()).toContainEqual(['/app/database', '/db']);
  expect(said(tryRun(world, { host: { Links: ['a:b:c'] } }))).toBe('bad format for links: a:b:c');
  must(containerRemove(world, H, 'db', true));
  expect(said(containerExecContext(world, H, 'app'))).toBe(
    'Cannot link to a non running container: /db AS /app/database',
  );
});
