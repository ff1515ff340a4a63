import { compile } from '../../../compiler/compile.ts';
import { formatIp, parseIp } from '../../../runtime/address/ip.ts';
import { ask, type Reply } from '../../../runtime/scenario/ask.ts';
import { containerOf } from '../../../runtime/scenario/container-of.ts';
import { findNamespace } from '../../../runtime/scenario/find-namespace.ts';
import { findParty, type Party } from '../../../runtime/scenario/party.ts';
import { problemsOf } from '../../../runtime/scenario/problems.ts';
import { playScenario } from '../../../runtime/scenario/run.ts';
import { runCommand } from '../../../runtime/scenario/run-command.ts';
import type { Session } from '../../../runtime/scenario/session.ts';
import { whoIs } from '../../../runtime/scenario/who-is.ts';
import { rememberPlaces } from '../../../runtime/swarm/place-hints.ts';
import { advanceBy } from '../../../runtime/time/advance.ts';
import { forkWorld } from '../../../runtime/world.ts';

/**
 * The machines on which the facts of these tests were captured: engine 20.10.24 on kernel 6.1 with IPVS, nodes at
 * 192.168.1.31, .146 and .147, a client at .100. What a container answers on port 80 is its id and whom it sees.
 */
const NODES = [
  ['node1', '192.168.1.31'],
  ['node2', '192.168.1.146'],
  ['node3', '192.168.1.147'],
] as const;

const machines = (word: (at: number) => string): string =>
  NODES.map(
    ([name, ip], at) =>
      `${word(at)} ${name} { address ${ip}/24; engine 20.10; sysctl net.ipv4.ip_forward=1 }`,
  ).join('\n');

const SURROUNDINGS = 'client outside { address 192.168.1.100/24 }\nimage demo-web:1 { listen 80 }';

export interface Mesh {
  readonly session: Session;
  /** Types a command on a machine, `node1`, or in a namespace or container of it, `node1/ingress_sbox`: what it prints. */
  readonly type: (where: string, command: string) => string;
  /** What it says when it is refused. */
  readonly refused: (where: string, command: string) => string;
  /** The rules of a namespace as iptables-save prints them, without the resolver's, whose ports are random. */
  readonly rules: (where: string, ...tables: string[]) => readonly string[];
  /** The real servers of each mark: `256: 10.0.0.6 w1, 10.0.0.7 w1`. */
  readonly balanced: (where: string) => readonly string[];
  /** Who answers requests one after the other, and whom he saw: `demo.1 saw 10.0.0.2`; else what became of it. */
  readonly ask: (from: string, to: string, times?: number) => string[];
  readonly reply: (from: string, to: string) => Reply;
  /** Where the scheduler put tasks, when it had a choice. */
  readonly places: (places: { readonly [task: string]: readonly string[] }) => void;
  /** Lets seconds pass. */
  readonly wait: (seconds: number) => void;
}

/** Worlds are made once and forked for each test. */
const made = new Map<string, Session>();

function once(name: string, make: () => Session): Mesh {
  const session = made.get(name) ?? make();
  made.set(name, session);
  return meshOf({ ...session, world: forkWorld(session.world) });
}

const hostsOf = (hosts: string): Session => play(`scenario "mesh" {\n${hosts}\n${SURROUNDINGS}\n}`);

/** Three engines and nothing else. */
export const nodes = (): Mesh => once('nodes', () => hostsOf(machines(() => 'host')));

/** node1 manages, node2 and node3 work. */
export const swarm = (): Mesh =>
  once('swarm', () => hostsOf(`swarm {\n${machines((at) => (at === 0 ? 'manager' : 'worker'))}\n}`));

/** Of case b1: the overlay my_demo, and the service demo with a task on node2 and one on node1. */
export const demo = (): Mesh =>
  once('demo', () => {
    const mesh = swarm();
    mesh.places({ 'demo.1': ['node2'], 'demo.2': ['node1'] });
    mesh.type('node1', 'docker network create -d overlay my_demo');
    mesh.type(
      'node1',
      'docker service create --name demo --replicas 2 --publish published=8080,target=80 --network my_demo demo-web:1',
    );
    return mesh.session;
  });

function meshOf(session: Session): Mesh {
  const { world } = session;
  const run = (where: string, command: string) => {
    const [host = '', container] = where.split('/');
    return runCommand(session, { host, ...(container !== undefined && { container }) }, command);
  };
  const type = (where: string, command: string): string => {
    const { stdout, stderr, rc } = run(where, command);
    if (rc !== 0) throw new Error(`${where}$ ${command}: exit code ${rc}\n${stdout}${stderr}`);
    return stdout;
  };
  const reply = (from: string, to: string): Reply => {
    const [address = '', port = '80'] = to.split(':');
    const door = { kind: 'port', port: Number(port), protocol: 'tcp' } as const;
    return ask(world, findParty(world, whoIs(world, from)) as Party, { ip: parseIp(address)!, door });
  };
  return {
    session,
    type,
    reply,
    refused: (where, command) => {
      const { stdout, stderr, rc } = run(where, command);
      return rc === 0 ? `not refused: ${stdout}` : `${stdout}${stderr}`.trim();
    },
    rules: (where, ...tables) => tables.flatMap((table) => rulesOf(session, type, where, table)),
    balanced: (where) => balancedBy(type(where, 'ipvsadm-save -n')),
    ask: (from, to, times = 1) => Array.from({ length: times }, () => answer(session, reply(from, to))),
    places: (places) => rememberPlaces(world, places),
    wait: (seconds) => advanceBy(world, seconds * 1000),
  };
}

function play(text: string): Session {
  const { ir, diagnostics } = compile('mesh.dnet', text);
  const wrong = diagnostics.filter(({ severity }) => severity === 'error');
  if (ir === undefined || wrong.length > 0) throw new Error(wrong.map(({ message }) => message).join('\n'));
  const { session, result } = playScenario(ir.scenarios[0]!);
  const problems = problemsOf(result);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
  return session;
}

/** Containers have no iptables of their own, so the host's is used in their namespace. */
function rulesOf(session: Session, type: Mesh['type'], where: string, table: string): readonly string[] {
  const [host = '', inside] = where.split('/');
  const enter =
    inside === undefined ? '' : `nsenter --net=/var/run/docker/netns/${fileOf(session, host, inside)} `;
  const saved = type(host, `${enter}iptables-save -t ${table}`);
  return saved.split('\n').filter((line) => line.startsWith('-A') && !line.includes('127.0.0.11'));
}

function fileOf({ world }: Session, host: string, inside: string): string {
  const { container } = containerOf(world, host, inside);
  const netns = [...world.engines.get(host)!.containers.values()].find(
    ({ name }) => name === container,
  )?.netns;
  const namespace =
    netns === undefined ? findNamespace(world, host, inside) : world.kernel.namespaces.get(netns);
  return namespace?.name ?? inside;
}

function balancedBy(saved: string): readonly string[] {
  const services = new Map<string, string[]>();
  for (const line of saved.split('\n')) {
    const [, mark = '', ip, weight] = /^-[Aa] -f (\d+)(?: -r (\S+):0 -m -w (\d+))?/.exec(line) ?? [];
    if (mark !== '' && !services.has(mark)) services.set(mark, []);
    if (ip !== undefined) services.get(mark)!.push(`${ip} w${weight}`);
  }
  return [...services].map(([mark, servers]) => `${mark}: ${servers.join(', ')}`);
}

function answer({ world }: Session, { outcome }: Reply): string {
  if (outcome.kind !== 'delivered') return outcome.kind;
  const { at, peer } = outcome.answer;
  const label = (at && world.kernel.namespaces.get(at.netns)?.label) ?? '';
  const name = label.replace(/^.*\//, '').replace(/^(.+\.\d+)\..*$/, '$1');
  return `${name} saw ${peer === undefined ? 'nobody' : formatIp(peer.ip)}`;
}
