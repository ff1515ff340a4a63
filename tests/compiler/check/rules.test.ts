import { test } from 'vitest';
import { expectMarked } from '../harness.ts';

/** One scenario for each rule; what is not marked must not be reported. */
const CASES: readonly (readonly [string, string])[] = [
  [
    'a subnet with host bits',
    `
  network app { subnet 172.30.0.5/16 }
                       ^^^^^^^^^^^^^ E1101
  container web { image nginx; network app }`,
  ],
  [
    'subnet options outside their subnet',
    `
  network app {
    subnet 172.30.0.0/16 { gateway 172.31.0.1; ip-range 172.30.4.0/24; aux-address nas=10.0.0.1 }
                                   ^^^^^^^^^^ E1102                                ^^^^^^^^^^^^ E1102
  }
  network other { subnet 10.1.0.0/16; subnet 10.2.0.0/16; gateway 10.3.0.1; gateway 10.2.0.1 }
                                                                  ^^^^^^^^ E1102
  network loose { gateway 10.5.0.1 }
                          ^^^^^^^^ E1107
  container web { image nginx; network app, other, loose }`,
  ],
  [
    'static addresses',
    `
  network app { subnet 172.30.0.0/16; gateway 172.30.0.1 }
  network auto { driver bridge }
  container web { image nginx; network app; ip 172.31.0.4 }
                                               ^^^^^^^^^^ E1102
  container first { image nginx; network app { ip 172.30.0.0 } }
                                                  ^^^^^^^^^^ E1106
  container second { image nginx; network app; ip 172.30.0.1 }
                                                  ^^^^^^^^^^ E1106
  container third { image nginx; network auto; ip 172.18.0.9 }
                                                  ^^^^^^^^^^ E1105
  container fourth { image nginx; ip 172.17.0.9 }
                                     ^^^^^^^^^^ E1109`,
  ],
  [
    'an address twice on one network, and on the LAN',
    `
  host laptop { address 192.168.1.31/24 }
  client phone { address 192.168.1.31/24 }
                         ^^^^^^^^^^^^^^^ E1103
  network app { subnet 172.30.0.0/16 }
  container web { image nginx; network app; ip 172.30.0.9 }
  container api { image nginx; network app; ip 172.30.0.9 }
                                               ^^^^^^^^^^ E1103`,
  ],
  [
    'overlapping subnets on one host',
    `
  network app { subnet 172.30.0.0/16 }
  network back { subnet 172.30.4.0/24 }
                        ^^^^^^^^^^^^^ E1104
  network six { ipv6; subnet fd00::/64; subnet 172.31.0.0/16 }
  container web { image nginx; network app, back, six }`,
  ],
  [
    'ports out of range, ranges of different lengths',
    `
  container web { image nginx; publish 80:70000, 8080-8081:80-85, 0:80; listen 0, 65535; expose 65536 }
                                       ^^^^^^^^ E1201
                                                 ^^^^^^^^^^^^^^^ E1202
                                                                               ^ E1201
                                                                                                ^^^^^ E1201`,
  ],
  [
    'ports of claims and actions',
    `
  host one { address 192.168.1.31/24 }
  host two { address 192.168.1.32/24 }
  expect one reaches two:70000
                         ^^^^^ E1201
  listen 0/udp on one
         ^^^^^ E1201
  block 65536/udp between one and two
        ^^^^^^^^^ E1201`,
  ],
  [
    'a connection without a port',
    `
  container web { image nginx }
  container api { image nginx }
  open connection first from web to api
                                    ^^^ E1003
  open connection second from web to api:icmp
                                     ^^^^^^^^ E1003
  open connection third from web to api:80`,
  ],
  [
    'answers of several kinds',
    `
  container web { image nginx }
  container api { image nginx }
  expect web resolves x to web, api
         ^^^^^^^^^^^^^^^^^^^^^^^^^^ E1003
  expect web resolves x to 172.17.0.2, 172.17.0.3`,
  ],
  [
    'a host port published twice',
    `
  container web { image nginx; publish 8080:80, 127.0.0.1:8081:80 }
  container api { image nginx; publish 8080:80, 127.0.0.2:8081:80, 8080:80/udp }
                                       ^^^^^^^ E1203
  container range { image nginx; publish 8080-8090:80 }
  container free { image nginx; publish 80 }`,
  ],
  [
    'published ports without effect',
    `
  network back { internal; subnet 172.30.0.0/16 }
  container web { image nginx; network host; publish 8080:80 }
                                             ^^^^^^^^^^^^^^^ E1204
  container lonely { image nginx; network none; publish-all }
                                                ^^^^^^^^^^^ E1204
  container inner { image nginx; network back; publish 8081:80 }
                                               ^^^^^^^^^^^^^^^ E1204`,
  ],
  [
    'options that container mode forbids',
    `
  container web { image nginx }
  container side { image alpine; network container:web; hostname side; publish 80; dns 10.0.0.1 }
                                                        ^^^^^^^^^^^^^ E1205
                                                                       ^^^^^^^^^^ E1205
                                                                                   ^^^^^^^^^^^^ E1205`,
  ],
  [
    'in a step that is meant to fail, Docker may be asked for anything',
    `
  container web { image nginx }
  step "refused" fails with "conflicting options" {
    container side { image alpine; network container:web; hostname side }
  }`,
  ],
  [
    'names that Docker refuses',
    `
  container w { image nginx }
            ^ E1010
  container "my web" { image nginx }
            ^^^^^^^^ E1010`,
  ],
  [
    'unknown engine and kernel feature',
    `
  host laptop { engine 19.3; without ipvs, esp }
                       ^^^^ E1011
                                     ^^^^ E1013`,
  ],
  ['releases of a known line', '  host laptop { engine 20.10.24 }'],
  [
    'a container without an image',
    `
  container web { publish 80 }
            ^^^ E1009
  container api { imag nginx }
                  ^^^^ E1001`,
  ],
  [
    'several hosts, and no word on which',
    `
  host one { address 192.168.1.31/24 }
  host two { address 192.168.1.32/24 }
  network app { host one }
  container web { image nginx; host one; network app }
  container api { image nginx }
            ^^^ E1016`,
  ],
  [
    'an even number of managers',
    `
  swarm {
    manager node1 { address 192.168.1.31/24 }
    manager node2 { address 192.168.1.32/24 }
            ^^^^^ E1303
  }`,
  ],
  [
    'a port published on loopback where a neighbour can route to the container',
    `
  host laptop { address 192.168.1.31/24 }
  client phone { address 192.168.1.50/24 }
  container web { image nginx; publish 127.0.0.1:8080:80 }
                                       ^^^^^^^^^^^^^^^^^ E1301`,
  ],
  ['nobody else on the LAN', '  container web { image nginx; publish 127.0.0.1:8080:80 }'],
  [
    'a large range',
    `
  container web { image nginx; publish 10000-10200:10000-10200 }
                                       ^^^^^^^^^^^^^^^^^^^^^^^ E1302`,
  ],
  [
    'a static address that is handed out before',
    `
  network app { subnet 172.30.0.0/16 }
  container web { image nginx; network app }
  container api { image nginx; network app; ip 172.30.0.2 }
                                               ^^^^^^^^^^ E1304
  container far { image nginx; network app; ip 172.30.9.9 }`,
  ],
  [
    'declared and never used',
    `
  network app { subnet 172.30.0.0/16 }
          ^^^ E1017
  network typed { subnet 172.31.0.0/16 }
  image api { listen 80 }
        ^^^ E1017
  localhost$ docker network inspect typed`,
  ],
  [
    'statements of the tutorial',
    `
  shows T1, T47, T48, T0, x
                 ^^^ E1014
                      ^^ E1014
                          ^ E1014`,
  ],
  [
    'what cannot come into being in the story',
    `
  container web { image nginx }
  step "later" { client late { address 192.168.1.9/24 } }
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ E1015`,
  ],
  [
    'reasons',
    `
  container web { image nginx }
  container db { image redis }
  expect web cannot reach db:5432 because refuse
                                          ^^^^^^ E2001
  expect web cannot reach db:5432 because DOCKER-USER
  expect web cannot reach db:5432 because refused`,
  ],
  [
    'a claim about itself',
    `
  container web { image nginx }
  expect web reaches web:80
         ^^^^^^^^^^^^^^^^^^ E2101
  expect web reaches web:80 by name`,
  ],
  [
    'nothing listens',
    `
  image idle { expose 80 }
  container web { image nginx }
  container quiet { image idle }
  expect web cannot reach quiet
         ^^^^^^^^^^^^^^^^^^^^^^ E2101
  expect web cannot reach quiet because isolated
  expect web cannot reach quiet:80`,
  ],
  [
    'matrices',
    `
  container web { image nginx }
  container db { image redis }
  expect matrix 80/tcp {
         web   db
    web  -     opn
               ^^^ E2003
    db   -
    ^^^^^^ E2002
  }`,
  ],
  [
    'an empty matrix',
    `
  container web { image nginx }
  container db { image redis }
  expect matrix 80/tcp {
                       ^ E2101
         web   db
    web  -     -
  }`,
  ],
  [
    'addresses that nothing can have',
    `
  network app { subnet 172.30.0.0/16 }
  container web { image nginx; network app }
  expect web reaches 10.9.9.9:80
                     ^^^^^^^^ E1108
  expect web reaches 8.8.8.8:53/udp
  expect web has address 172.31.0.2 on app
                         ^^^^^^^^^^ E1108`,
  ],
];

test.each(CASES)('%s', (_name, body) => {
  expectMarked(`scenario "test" {\n${body}\n}`);
});
