import { expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import { checkedItems } from '../../../runtime/scenario/checked-items.ts';
import { runScenario } from '../../../runtime/scenario/run.ts';

/** Stories of a swarm as they are written: what holds, and what is said where the opposite is claimed. */

const SWARM = `
  swarm {
    manager node1 { address 192.168.1.31/24 }
    worker node2 { address 192.168.1.146/24 }
  }
  client outside { address 192.168.1.100/24 }
  network app { driver overlay; attachable }
  service web { image nginx; replicas 2; network app; publish 8080:80 }
  service rr { image nginx; replicas 2; network app; endpoint-mode dnsrr }
  container box { host node1; image alpine; command sleep 1d; network app }`;

/** `held`, or the code and message of what went otherwise, of each claim and refused action of a story. */
function fates(story: string, world = SWARM): readonly string[] {
  const { ir, diagnostics } = compile('swarm.dnet', `scenario "s" {\n${world}\n${story}\n}`);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (ir === undefined || errors.length > 0) return errors.map(({ code, message }) => `${code}: ${message}`);
  return checkedItems(runScenario(ir.scenarios[0]!)).map(({ verdict, diagnostic }) =>
    diagnostic === undefined ? (verdict ?? '') : `${diagnostic.code}: ${diagnostic.message}`,
  );
}

const CLAIMS: readonly (readonly [string, string | RegExp])[] = [
  ['expect outside reaches node2:8080 served by web', 'held'],
  ['expect outside reaches node2:8080 served by rr', /^E2103: .*it answers, but not as rr/],
  ['expect outside reaches node2:8080 served by web.1', /^(held|E2103.*)$/],
  ['expect 4 requests from outside to node1:8080 spread evenly over web', 'held'],
  ['expect 4 requests from outside to node1:8080 spread evenly over rr', /^E2112: .*is not of rr/],
  ['expect web sees outside as 10.0.0.2 via node1:8080 because snat by ingress-sbox', 'held'],
  ['expect web sees outside as 192.168.1.100 via node1:8080', /^E2108: `web` sees `outside` as 10.0.0.2/],
  ['expect web sees box as 10.0.1.4 via web:80 because snat by ingress-sbox', /^E2108/],
  ['expect box resolves web to its virtual ip', 'held'],
  ['expect box resolves web to the tasks of web', /^E2106: .*`web` resolves to 10\.0\.1\.\d+$/],
  ['expect box resolves rr to the tasks of rr', 'held'],
  ['expect box resolves rr to the tasks of web', /^E2106/],
  ['expect box resolves rr to its virtual ip', /^E2102: .*its endpoint mode is dnsrr/],
  ['expect box resolves tasks.web to the tasks of web', 'held'],
  ['expect web runs 2 tasks', 'held'],
  ['expect web runs 3 tasks', /^E2118: `web` should run 3 tasks, but what runs is: 1 on node1, 1 on node2/],
  ['expect web runs 2 tasks on node1, node2', 'held'],
  ['expect web runs 2 tasks on node1', /^E2118: `web` should run 2 tasks on node1/],
  ['expect web runs on node1, node2', 'held'],
  ['expect web runs no task on node2', /^E2118: `web` should run no task on node2/],
  ['expect web reaches rr:80 by name', 'held'],
  ['expect web cannot reach rr:80', /^E2104: `web\.\d\.[0-9a-z]{25}` reaches `rr:80`/],
  ['expect web.1 reaches box:icmp', 'held'],
  ['expect node2/web reaches node1/web:80', 'held'],
  ['expect web.7 reaches box:icmp', /^E2103: .*`web.7` does not run/],
  ['expect web:80 is reachable only from rr, box', 'held'],
  ['expect web:80 is reachable only from rr', /^E2109: `web` is reachable from `box` too/],
  ['expect node1/ingress_sbox has address 172.18.0.2', 'held'],
  ['expect node1/lb_app has rule "-m ipvs --ipvs -j SNAT" in nat', 'held'],
  ['expect node1/lb_nothing has address 172.18.0.2', /^E2102: .*`node1` has no namespace `lb_nothing`/],
  ['expect output with "FWM" from node1/ingress-sbox$ ipvsadm -ln', 'held'],
  ['expect output with "127.0.0.1" from node2/web$ cat /etc/hosts', 'held'],
  ['expect matrix 80/tcp {\n         box   rr\n web    refused  open\n }', 'held'],
];

test('claims of a settled swarm', () => {
  const story = CLAIMS.map(([claim]) => claim).join('\n');
  const expected = CLAIMS.map(([, fate]) => (typeof fate === 'string' ? fate : expect.stringMatching(fate)));
  expect(fates(story)).toEqual(expected);
});

test.each<[string, string, readonly (string | RegExp)[]]>([
  ['scale', 'scale web to 3\n expect web runs 3 tasks', ['held']],
  ['update force', 'update web force\n expect web runs 2 tasks', ['held']],
  [
    'update image',
    'update web { image httpd }\n expect output with "httpd:latest" from node1$ docker service ls',
    ['held'],
  ],
  ['update replicas', 'update web { replicas 4 }\n expect web runs 4 tasks', ['held']],
  [
    'update constraint',
    'update web { constraint node.hostname == node1 }\n expect web runs 2 tasks on node1',
    ['held'],
  ],
  [
    'update publish',
    'update web { publish 8081:80 }\n expect outside reaches node1:8081 served by web\n expect outside cannot reach node1:8080 because refused',
    ['held', 'held'],
  ],
  ['update listen', 'update web { listen 81; image shop:1 }\n expect web reaches web:81 by name', ['held']],
  ['remove', 'remove service web\n expect web runs no task within 20s', ['held']],
  ['drain', 'drain node2\n expect web runs 2 tasks on node1 within 20s', ['held']],
  ['pause', 'pause node2\n scale web to 4\n expect web runs 1 task on node2', ['held']],
  [
    'a task stopped by hand',
    'stop web.1\n expect web runs 1 task\n expect web runs 2 tasks within 10s',
    ['held', 'held'],
  ],
  ['stop daemon', 'stop daemon of node2\n expect web runs 2 tasks on node1 within 30s', ['held']],
  [
    'restart daemon',
    'restart daemon of node2\n expect outside reaches node2:8080 within 10s\n expect web runs 2 tasks within 20s',
    ['held', 'held'],
  ],
  ['a node that leaves', 'leave swarm on node2\n expect web runs 2 tasks on node1 within 30s', ['held']],
  [
    'a name that is taken',
    'service other { image nginx; publish 8080:80 }',
    [/^E2120: refused: .*port '8080' is already in use by service/],
  ],
  [
    'a service that is not there',
    'remove service web\n scale web to 2',
    [/^E2120: refused: .*service web not found/],
  ],
  [
    'loss on the wire',
    'lose 100% between node1 and node2\n expect 4 requests from outside to node1:8080 fail 2 times because blocked',
    ['held'],
  ],
])('%s', (_, story, expected) => {
  const steps = `step "it happens" {\n${story
    .split('\n')
    .filter((line) => !line.includes('expect'))
    .join('\n')}\n}`;
  const claims = story
    .split('\n')
    .filter((line) => line.includes('expect'))
    .join('\n');
  expect(fates(`${steps}\n${claims}`)).toEqual(
    expected.map((fate) => (typeof fate === 'string' ? fate : expect.stringMatching(fate))),
  );
});

test('`within` stops waiting when its time is up', () => {
  const story =
    'step "kill" { kill web.1 }\n expect web runs 2 tasks within 1s\n expect web runs 2 tasks within 20s';
  expect(fates(story)).toEqual([expect.stringMatching(/^E2118/), 'held']);
});

test('a claim on output waits, too', () => {
  const story =
    'step "off" { machine node2 down }\n expect output with "Down" within 20s from node1$ docker node ls';
  expect(fates(story)).toEqual(['held']);
});

test('a machine that comes back has lost its tasks, and gets new ones', () => {
  const story =
    'step "off" { machine node2 down }\n expect web runs 2 tasks on node1 within 30s\n step "on" { machine node2 up }\n expect output matching "node2 +Ready" within 20s from node1$ docker node ls\n expect web runs no task on node2';
  expect(fates(story)).toEqual(['held', 'held', 'held']);
});

test('a swarm made and joined in steps', () => {
  const hosts = 'host node1 { address 192.168.1.31/24 }\n host node2 { address 192.168.1.146/24 }';
  const story =
    'step "make" {\n init swarm on node1 { default-addr-pool 20.20.0.0/16 }\n join swarm on node2 as manager via node1\n }\n expect output with "Reachable" from node1$ docker node ls\n expect output with "20.20.0.0/24" from node2$ docker network inspect ingress';
  expect(fates(story, hosts)).toEqual(['held', 'held']);
});

test('a swarm is joined via a manager only', () => {
  const hosts = 'host node1 { address 192.168.1.31/24 }\n host node2 { address 192.168.1.146/24 }';
  expect(fates('step "join" { join swarm on node2 as worker via node1 }', hosts)).toEqual([
    expect.stringMatching(/^E2120: refused: Error response from daemon: This node is not a swarm manager/),
  ]);
});
