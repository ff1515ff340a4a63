import { test } from 'vitest';
import { expectMarked } from '../harness.ts';

const CASES: readonly (readonly [string, string])[] = [
  [
    'unknown names in claims, actions and attributes',
    `
  container web { image nginx; network ap }
                                       ^^ E1005
  network app { subnet 172.30.0.0/16 }
  expect web reaches wbe:80
                     ^^^ E1005
  expect nobody reaches web:80
         ^^^^^^ E1005
  stop wep
       ^^^ E1005
  laptop$ docker ps
  ^^^^^^ E1005`,
  ],
  [
    'names of another kind',
    `
  network app { subnet 172.30.0.0/16 }
  container web { image nginx; network app }
  container api { image nginx; network web }
                                       ^^^ E1007
  expect web reaches app
                     ^^^ E1007
  connect web to api
                 ^^^ E1007`,
  ],
  [
    'names given twice',
    `
  container web { image nginx }
  container web { image nginx }
            ^^^ E1006
  client web { address 192.168.1.9/24 }
         ^^^ E1006`,
  ],
  [
    'one name on two hosts',
    `
  host one { address 192.168.1.31/24 }
  host two { address 192.168.1.32/24 }
  container web { image nginx; host one }
  container web { image nginx; host two }
  expect one/web reaches two/web:80`,
  ],
  [
    'a network and a container of one name',
    `
  network app { subnet 172.30.0.0/16 }
  container app { image nginx; network app }`,
  ],
  [
    'a name before its declaration in the story',
    `
  container web { image nginx }
  expect web reaches late:80
                     ^^^^ E1008
  step "later" { container late { image nginx } }
  expect web reaches late:80`,
  ],
  [
    'top-level declarations are there from the start',
    '  expect web reaches db:5432\n  container web { image nginx }\n  container db { image redis }',
  ],
  [
    'containers, networks and services that commands make',
    `
  container web { image nginx }
  localhost$ docker network create --subnet 10.1.0.0/16 app
  localhost$ docker run -d --name probe alpine sleep 1d && docker container create --name=other alpine
  localhost$ docker service create --name demo nginx
  localhost$ docker rename probe again
  connect web to app
  expect probe reaches other:80
  expect again reaches web
  expect demo runs 1 task
  localhost/probe$ nslookup web`,
  ],
  [
    'a command that makes more than it says',
    `
  localhost$ for i in 1 2; do docker run -d --name c$i alpine; done
  expect c1 reaches c2`,
  ],
  [
    'a name that is looked up may be an alias or a name of the internet',
    `
  network app { subnet 172.30.0.0/16 }
  container web { image nginx; network app }
  expect web reaches example.com:80 by name
  expect web resolves anything.example to 8.8.8.8`,
  ],
  [
    'built-in names',
    `
  container web { image nginx; network bridge }
  expect web reaches internet
  expect internet cannot reach web
  expect web reaches localhost:80
  expect web has address 172.17.0.2 on bridge
  localhost$ docker ps`,
  ],
  [
    'tasks and namespaces of the engine',
    `
  swarm { manager node1 { address 192.168.1.31/24 } }
  service demo { image nginx; replicas 2 }
  expect demo.1 reaches demo:80 by name
  expect demo.one reaches node1
         ^^^^^^^^ E1005
  show node1/ingress_sbox$ ipvsadm -ln
  show node1/nothing$ ip addr
             ^^^^^^^ E1005`,
  ],
  [
    'container mode names a container',
    `
  container side { image alpine; network container:wbe }
                                         ^^^^^^^^^^^^^ E1005
  container web { image nginx }`,
  ],
  [
    'steps that are meant to fail may name what is not there yet',
    `
  container web { image nginx }
  step "too early" fails with "not found" { connect web to late }
  step "later" { network late { subnet 172.30.0.0/16 } }`,
  ],
];

test.each(CASES)('%s', (_name, body) => {
  expectMarked(`scenario "test" {\n${body}\n}`);
});
