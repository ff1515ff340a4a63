import { formatIp, type Ip, parseIpv4, parseIpv6 } from '../address/ip.ts';

/** The address that `3.0.18.172.in-addr.arpa` or `....ip6.arpa` asks about. */
export function addressInReverse(name: string): Ip | undefined {
  const v4 = /^(.+)\.in-addr\.arpa$/.exec(name)?.[1];
  if (v4 !== undefined) return parseIpv4(v4.split('.').reverse().join('.'));
  const v6 = /^((?:[0-9a-f]\.){31}[0-9a-f])\.ip6\.arpa$/.exec(name)?.[1];
  if (v6 === undefined) return undefined;
  const digits = v6.split('.').reverse().join('');
  return parseIpv6(digits.match(/.{4}/g)!.join(':'));
}

/** What is asked for the name of an address. */
export function reverseName(ip: Ip): string {
  if (typeof ip === 'number') return `${formatIp(ip).split('.').reverse().join('.')}.in-addr.arpa`;
  return `${[...ip.toString(16).padStart(32, '0')].reverse().join('.')}.ip6.arpa`;
}
