import { expect, test } from 'vitest';
import type { DnsServer, DnsType } from '../../../runtime/dns/dns-server.ts';
import { answerFromZone } from '../../../runtime/dns/zone.ts';

const zone = (otherwise: 'NXDOMAIN' | 'silent'): Extract<DnsServer, { kind: 'zone' }> => ({
  kind: 'zone',
  otherwise,
  records: [
    { name: 'www.ext.test', type: 'A', ttl: 60, data: '203.0.113.10' },
    { name: 'alias.ext.test', type: 'CNAME', ttl: 60, data: 'www.ext.test' },
    { name: 'loop.ext.test', type: 'CNAME', ttl: 60, data: 'loop.ext.test' },
  ],
});

const ask = (name: string, type: DnsType, otherwise: 'NXDOMAIN' | 'silent' = 'NXDOMAIN') => {
  const reply = answerFromZone(zone(otherwise), { name, type, transport: 'udp' });
  return [reply.rcode, reply.authoritative, ...reply.answers.map((a) => `${a.name} ${a.type} ${a.data}`)];
};

test.each<[string, DnsType, readonly unknown[]]>([
  ['WWW.ext.test', 'A', ['NOERROR', true, 'WWW.ext.test. A 203.0.113.10']],
  ['www.ext.test', 'AAAA', ['NOERROR', false]],
  ['nope.ext.test', 'A', ['NXDOMAIN', false]],
  [
    'alias.ext.test',
    'A',
    ['NOERROR', true, 'alias.ext.test. CNAME www.ext.test', 'www.ext.test. A 203.0.113.10'],
  ],
  ['10.113.0.203.in-addr.arpa', 'PTR', ['NOERROR', true, '10.113.0.203.in-addr.arpa. PTR www.ext.test.']],
  ['11.113.0.203.in-addr.arpa', 'PTR', ['NXDOMAIN', false]],
])('%s %s', (name, type, expected) => {
  expect(ask(name, type)).toEqual(expected);
});

test('a server may stay silent, and aliases of themselves end', () => {
  expect(ask('nope', 'A', 'silent')).toEqual(['timeout', false]);
  expect(ask('loop.ext.test', 'A')[0]).toBe('NOERROR');
});
