import { expect, test } from 'vitest';
import type { Action } from '../../../compiler/ir/action.ts';
import type { Item } from '../../../compiler/ir/ir.ts';
import { scenarioOf } from '../harness.ts';

const story = (body: string): readonly Item[] => scenarioOf(body).story;
const actions = (items: readonly Item[]): readonly Action[] =>
  items.flatMap((item) =>
    item.kind === 'do' ? [item.action] : item.kind === 'step' ? actions(item.items) : [],
  );
const made = (body: string) =>
  actions(story(body)).map((action) => {
    switch (action.kind) {
      case 'create-network':
        return `network ${action.network.name}`;
      case 'run-container':
        return `container ${action.container.name}`;
      case 'create-service':
        return `service ${action.service.name}`;
      default:
        return action.kind;
    }
  });

test('top-level declarations come first, in the order that Docker needs', () => {
  const body = `
    expect side reaches localhost:80
    service demo { image nginx; network over }
    container side { image alpine; network container:web }
    container caller { image alpine; link db, web:www }
    container web { image nginx; network app }
    container db { image redis }
    swarm { manager node1 { address 192.168.1.31/24 }; worker node2 { address 192.168.1.32/24 } }
    network over { driver overlay }
    network app { subnet 172.30.0.0/16 }`;
  expect(made(body)).toEqual([
    'swarm-init',
    'swarm-join',
    'network over',
    'network app',
    'container web',
    'container side',
    'container db',
    'container caller',
    'service demo',
  ]);
});

test('a step keeps its order', () => {
  const body = `
    container web { image nginx }
    step "later" {
      stop web
      container api { image nginx; created }
      network app { subnet 172.30.0.0/16 }
      start web
    }`;
  expect(made(body)).toEqual([
    'container web',
    'container-command',
    'container api',
    'network app',
    'container-command',
  ]);
  expect(actions(story(body))[2]).toMatchObject({ start: false });
});

test('prose stays with what it explains', () => {
  const items = story(`
    """
    The web server.
    """
    container web { image nginx }
    """ A claim. """
    expect web is running
    """ The end. """`);
  expect(items.map(({ kind, prose }) => [kind, prose])).toEqual([
    ['do', 'The web server.'],
    ['claim', 'A claim.'],
    ['note', 'The end.'],
  ]);
});

const WORLD = `
  host one { address 192.168.1.31/24 }
  host two { address 192.168.1.32/24 }
  network app { subnet 172.30.0.0/16; host one }
  container web { image nginx; host one; network app }
  container api { image nginx; host two }
  service demo { image nginx; replicas 2 }`;

test.each<[string, Action | Partial<Action>]>([
  [
    'connect web to app as store',
    {
      kind: 'connect',
      host: 'one',
      container: 'web',
      attachment: { network: 'app', aliases: ['store'], links: [], driverOptions: {} },
    } as never,
  ],
  [
    'disconnect web from app',
    { kind: 'disconnect', host: 'one', container: 'web', network: 'app', force: false },
  ],
  ['stop api', { kind: 'container-command', command: 'stop', host: 'two', container: 'api' }],
  [
    'rename web to www',
    { kind: 'container-command', command: 'rename', host: 'one', container: 'web', argument: 'www' },
  ],
  ['remove web', { kind: 'container-command', command: 'remove', host: 'one', container: 'web' }],
  ['remove network app', { kind: 'remove-network', host: 'one', network: 'app' }],
  ['remove demo', { kind: 'remove-service', host: 'one', service: 'demo' }],
  ['recreate web', { kind: 'recreate-container', host: 'one', container: 'web' }],
  ['scale demo to 5', { kind: 'scale-service', host: 'one', service: 'demo', replicas: 5 }],
  [
    'update demo { image "nginx:2"; replicas 2 }',
    { kind: 'update-service', host: 'one', service: 'demo', changes: { image: 'nginx:2' }, force: false },
  ],
  [
    'restart daemon of two { icc false; mtu 1400 }',
    { kind: 'daemon', verb: 'restart', host: 'two', config: { icc: false, mtu: 1400 } },
  ],
  ['drain two', { kind: 'update-node', host: 'one', node: 'two', availability: 'drain' }],
  ['promote two', { kind: 'update-node', host: 'one', node: 'two', role: 'manager' }],
  [
    'listen 8080/tcp on web',
    { kind: 'listen', machine: 'one', container: 'web', listener: { port: 8080, protocol: 'tcp' } },
  ],
  ['listen 8080 on two', { kind: 'listen', machine: 'two', listener: { port: 8080, protocol: 'tcp' } }],
  [
    'block 4789/udp between one and two',
    { kind: 'block', protocol: 'udp', port: 4789, between: ['one', 'two'] },
  ],
  ['block icmp between one and two', { kind: 'block', protocol: 'icmp', between: ['one', 'two'] }],
  ['partition one from two', { kind: 'partition', sides: [['one'], ['two']] }],
  ['heal', { kind: 'heal' }],
  ['wait 2m', { kind: 'wait', ms: 120_000 }],
  ['one$ docker ps # all', { kind: 'command', place: { host: 'one' }, text: 'docker ps # all' }],
  ['one/web$ ip addr', { kind: 'command', place: { host: 'one', container: 'web' }, text: 'ip addr' }],
] as never)('%s', (statement, expected) => {
  const [step] = story(`${WORLD}\n  step "it" {\n    ${statement}\n  }`).filter(
    ({ kind }) => kind === 'step',
  );
  expect(actions([step!])).toEqual([expected]);
});
