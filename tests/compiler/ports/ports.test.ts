import { expect, test } from 'vitest';
import { parseExposed } from '../../../compiler/ports/exposed-port.ts';
import { parsePublished } from '../../../compiler/ports/published-port.ts';

const one = (port: number) => ({ first: port, last: port });

test.each([
  ['80', { container: one(80), protocol: 'tcp' }],
  ['8080:80', { host: one(8080), container: one(80), protocol: 'tcp' }],
  ['8080:80/UDP', { host: one(8080), container: one(80), protocol: 'udp' }],
  ['127.0.0.1:8080:80', { hostAddress: '127.0.0.1', host: one(8080), container: one(80), protocol: 'tcp' }],
  ['127.0.0.1::80', { hostAddress: '127.0.0.1', container: one(80), protocol: 'tcp' }],
  ['[::1]:8080:80/sctp', { hostAddress: '::1', host: one(8080), container: one(80), protocol: 'sctp' }],
  [
    '8000-8010:80-90',
    { host: { first: 8000, last: 8010 }, container: { first: 80, last: 90 }, protocol: 'tcp' },
  ],
  [':80', { container: one(80), protocol: 'tcp' }],
  ['8080:', undefined],
  ['80/tls', undefined],
  ['web:80', undefined],
  ['1:2:3:4', undefined],
  ['', undefined],
])('the published port %j', (text, expected) => expect(parsePublished(text)).toEqual(expected));

test.each([
  ['53/udp', { container: one(53), protocol: 'udp' }],
  ['8000-8002', { container: { first: 8000, last: 8002 }, protocol: 'tcp' }],
  ['80:80', undefined],
  ['http', undefined],
])('the exposed port %j', (text, expected) => expect(parseExposed(text)).toEqual(expected));
