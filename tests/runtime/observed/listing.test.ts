import { expect, test } from 'vitest';
import { formatCidr } from '../../../runtime/address/cidr.ts';
import { formatIp } from '../../../runtime/address/ip.ts';
import { formatMac } from '../../../runtime/address/mac.ts';
import { readListing } from '../../../runtime/observed/listing.ts';

/** As busybox 1.35 prints it in a container of engine 26.1. */
const CONTAINER = `== addresses
1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue qlen 1000
    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
    inet 127.0.0.1/8 scope host lo
       valid_lft forever preferred_lft forever
    inet6 ::1/128 scope host 
       valid_lft forever preferred_lft forever
3: eth0@if4: <BROADCAST,MULTICAST,UP,LOWER_UP,M-DOWN> mtu 1400 qdisc noqueue 
    link/ether 02:42:ac:11:00:02 brd ff:ff:ff:ff:ff:ff
    inet 172.17.0.2/16 brd 172.17.255.255 scope global eth0
       valid_lft forever preferred_lft forever
== bridges
== routes
default via 172.17.0.1 dev eth0 
172.17.0.0/16 dev eth0 scope link  src 172.17.0.2 
unreachable 10.0.0.0/8 
== routes6
== tcp
  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0B00007F:A3D1 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 118500 1 0000000077b0f6ba 100 0 0 10 0
== tcp6
  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000000000000000000000000000:0050 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 118576 1 0000000077b0f6ba 100 0 0 10 0
   1: 0000000000000000FFFF0000020011AC:0050 0000000000000000FFFF0000030011AC:8000 01 00000000:00000000 00:00000000 00000000     0        0 118577 1 0000000077b0f6ba 100 0 0 10 0
== udp
   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
 3021: 00000000:1388 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 118599 2 0000000077b0f6ba 0
== own
118576
118599
`;

test('links, routes and listening sockets of a container', () => {
  const { links, routes, sockets } = readListing(CONTAINER);
  expect(
    links.map(({ index, name, mac, mtu, up, isLoopback, addresses }) =>
      [
        index,
        name,
        formatMac(mac),
        mtu,
        up,
        isLoopback,
        ...addresses.map(({ ip, length }) => `${formatIp(ip)}/${length}`),
      ].join(' '),
    ),
  ).toEqual([
    '1 lo 00:00:00:00:00:00 65536 true true 127.0.0.1/8 ::1/128',
    '3 eth0 02:42:ac:11:00:02 1400 true false 172.17.0.2/16',
  ]);
  expect(
    routes.map(
      ({ destination, via, dev, type }) =>
        `${type} ${formatCidr(destination)} ${via === undefined ? '-' : formatIp(via)} ${dev ?? '-'}`,
    ),
  ).toEqual([
    'unicast 0.0.0.0/0 172.17.0.1 eth0',
    'unicast 172.17.0.0/16 - eth0',
    'unreachable 10.0.0.0/8 - -',
  ]);
  // The resolver's socket is the engine's own; a connection is no listener.
  expect(
    sockets.map(({ transport, ip, port, own }) => `${transport} ${formatIp(ip)} ${port} ${own}`),
  ).toEqual(['tcp 127.0.0.11 41937 false', 'tcp :: 80 true', 'udp 0.0.0.0 5000 true']);
});
