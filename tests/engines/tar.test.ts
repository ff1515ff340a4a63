import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { tarOf } from '../../engines/image/tar.ts';

test('tar reads what is written', () => {
  const archive = tarOf([
    { path: 'bin/', mode: 0o755, content: { kind: 'folder' } },
    { path: 'bin/serve', mode: 0o755, content: { kind: 'file', bytes: Buffer.from('hello\n') } },
    { path: 'bin/sh', mode: 0o777, content: { kind: 'link', to: 'serve' } },
  ]);
  const listed = execFileSync('tar', ['-tvf', '-', '--utc'], { input: archive, encoding: 'utf8' });
  expect(listed.replace(/ +/g, ' ')).toBe(
    [
      'drwxr-xr-x 0/0 0 1970-01-01 00:00 bin/',
      '-rwxr-xr-x 0/0 6 1970-01-01 00:00 bin/serve',
      'lrwxrwxrwx 0/0 0 1970-01-01 00:00 bin/sh -> serve',
      '',
    ].join('\n'),
  );
});
