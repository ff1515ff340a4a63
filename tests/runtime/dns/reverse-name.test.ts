import { expect, test } from 'vitest';
import { formatIp, parseIp } from '../../../runtime/address/ip.ts';
import { addressInReverse, reverseName } from '../../../runtime/dns/reverse-name.ts';

test.each(['172.18.0.3', 'fd00:d:1::2', '::1'])('%s there and back', (text) => {
  const ip = parseIp(text)!;
  expect(formatIp(addressInReverse(reverseName(ip))!)).toBe(text);
});

test.each(['3.0.18.in-addr.arpa', 'x.0.18.172.in-addr.arpa', 'cb', '1.0.ip6.arpa'])(
  '%s is no address',
  (name) => {
    expect(addressInReverse(name)).toBeUndefined();
  },
);
