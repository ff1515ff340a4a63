import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { currentEngine, engineOfContext } from '../../engines/address/docker-context.ts';
import { addressText, parseEngineAddress } from '../../engines/address/engine-address.ts';
import { chosenAddresses } from '../../engines/open-engines.ts';

const folder = mkdtempSync(join(tmpdir(), 'dnet-contexts-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What `docker context create` writes. */
function writeContext(name: string, host: string): void {
  const place = join(folder, 'contexts', 'meta', createHash('sha256').update(name).digest('hex'));
  mkdirSync(place, { recursive: true });
  writeFileSync(
    join(place, 'meta.json'),
    JSON.stringify({ Name: name, Endpoints: { docker: { Host: host } } }),
  );
}

test.each(['unix:///run/docker.sock', 'tcp://10.0.0.5:2375', 'tcp://[fd00::1]:2375'])('%s', (text) => {
  expect(addressText(parseEngineAddress(text))).toBe(text);
});

test.each(['', 'docker.sock', 'ftp://x', 'unix://', 'ssh://me@host'])('"%s" is no address', (text) => {
  expect(() => parseEngineAddress(text)).toThrow("is no engine's address");
});

test('the context in use is what docker itself would use', () => {
  writeContext('lab', 'unix:///run/lab.sock');
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ currentContext: 'lab' }));
  const environment = { DOCKER_CONFIG: folder };
  expect(currentEngine(environment)).toEqual({ kind: 'socket', path: '/run/lab.sock' });
  const other = { ...environment, DOCKER_HOST: 'unix:///run/other.sock' };
  expect(currentEngine(other)).toEqual({ kind: 'socket', path: '/run/other.sock' });
});

test('a context over ssh, and one that is not there, are told', () => {
  writeContext('far', 'ssh://me@far');
  expect(() => engineOfContext('far', { DOCKER_CONFIG: folder })).toThrow('goes over ssh');
  expect(() => engineOfContext('none', { DOCKER_CONFIG: folder })).toThrow(
    'there is no docker context `none`',
  );
});

test('several hosts have names', () => {
  const chosen = chosenAddresses({ host: ['h1=unix:///run/1', 'h2=tcp://10.0.0.2:2375'] }, {});
  expect([...chosen].map(([name, address]) => `${name} ${addressText(address)}`)).toEqual([
    'h1 unix:///run/1',
    'h2 tcp://10.0.0.2:2375',
  ]);
});
