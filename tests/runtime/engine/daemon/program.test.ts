import { expect, test } from 'vitest';
import type { ContainerConfig } from '../../../../runtime/docker-api/container.ts';
import { programOf } from '../../../../runtime/engine/daemon/program.ts';
import { CATALOGUE } from '../../../../runtime/engine/images/catalogue.ts';

const run = (image: string, cmd?: readonly string[], config: Partial<ContainerConfig> = {}) => {
  const own = CATALOGUE.get(image)!;
  const Cmd = cmd ?? own.cmd;
  return programOf(own, { Cmd, Entrypoint: own.entrypoint, ...config } as ContainerConfig);
};
const ports = (image: string, cmd?: readonly string[]) =>
  run(image, cmd).listen.map(({ port, protocol }) => `${port}/${protocol}`);

test.each<[string, readonly string[] | undefined, readonly string[]]>([
  ['dnet/probe', undefined, ['80/tcp', '5000/udp']],
  ['dnet/probe', ['serve', '8088', '8089/udp'], ['8088/tcp', '8089/udp']],
  ['redis', undefined, ['6379/tcp']],
  ['redis', ['--appendonly', 'yes'], ['6379/tcp']],
  ['alpine', ['sleep', '1d'], []],
  ['alpine', ['nc', '-lk', '-p', '9000'], ['9000/tcp']],
  ['busybox', ['httpd', '-f', '-p', '8080'], ['8080/tcp']],
])('%s %o listens on %o', (image, cmd, expected) => expect(ports(image, cmd)).toEqual(expected));

test.each<[string, readonly string[] | undefined, object]>([
  ['nginx', undefined, { kind: 'serves' }],
  ['alpine', undefined, { kind: 'ends', code: 0, after: 0 }],
  ['alpine', ['sleep', '2m'], { kind: 'ends', code: 0, after: 120_000 }],
  ['alpine', ['sleep', 'infinity'], { kind: 'serves' }],
  ['alpine', ['tail', '-f', '/dev/null'], { kind: 'serves' }],
  ['alpine', ['cat', '/etc/hosts'], { kind: 'command' }],
])('%s %o: %o', (image, cmd, life) => expect(run(image, cmd).life).toEqual(life));

test('a shell with a terminal stays', () => {
  expect(run('alpine', undefined, { Tty: true }).life).toEqual({ kind: 'serves' });
});
