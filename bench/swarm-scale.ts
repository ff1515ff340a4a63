import { connectTcp } from '../runtime/probe/connect-tcp.ts';
import { advanceBy } from '../runtime/time/advance.ts';
import type { World } from '../runtime/world.ts';
import { type Figure, ratePerSecond, thousands } from './stopwatch.ts';
import { type SwarmSize, swarmWorld } from './swarm-world.ts';

const LARGE: SwarmSize = { nodes: 100, networks: 50, services: 1_000, replicas: 10 };
const SMALL: SwarmSize = { nodes: 3, networks: 1, services: 3, replicas: 3 };
/** Virtual time after which a swarm that has not settled is given up. */
const PATIENCE = 120_000;

const runningTasks = (world: World): number =>
  [...world.clusters.values()]
    .flatMap(({ tasks }) => [...tasks.values()])
    .filter(({ state }) => state === 'running').length;

/** Lets the swarm work until every task runs and every node has heard of it; the virtual seconds that took. */
function settle(world: World, { services, replicas }: SwarmSize): number {
  const start = world.now;
  const isSettled = (): boolean =>
    runningTasks(world) === services * replicas &&
    [...world.clusters.values()].every(({ gossip }) => gossip.length === 0);
  while (!isSettled()) {
    if (world.now - start > PATIENCE) throw new Error('the swarm does not settle');
    advanceBy(world, 100);
  }
  return (world.now - start) / 1000;
}

/** Verdicts a second from a task to the virtual addresses of its network's services, one after the other. */
function verdictsOf(world: World): number {
  const [cluster] = world.clusters.values();
  const [network] = [...cluster!.networks.values()].filter(({ ingress }) => !ingress);
  const vips = [...cluster!.services.values()].flatMap(
    ({ endpoint }) => endpoint.vips.get(network!.id) ?? [],
  );
  const task = [...cluster!.tasks.values()].find(({ addresses }) => addresses.has(network!.id))!;
  const engine = world.engines.get(cluster!.nodes.get(task.node)!.host)!;
  const netns = engine.containers.get(task.containerId)!.netns!;
  let turn = 0;
  return ratePerSecond(() => {
    const outcome = connectTcp(world, { netns, to: vips[turn++ % vips.length]!, port: 80 });
    if (outcome.kind !== 'delivered') throw new Error(outcome.kind);
  }, 2);
}

export function swarmScale(): Figure[] {
  const small = swarmWorld(SMALL);
  settle(small, SMALL);
  const smallRate = verdictsOf(small);
  global.gc?.();
  const before = process.memoryUsage().heapUsed;
  const start = performance.now();
  const large = swarmWorld(LARGE);
  const virtual = settle(large, LARGE);
  const seconds = (performance.now() - start) / 1000;
  global.gc?.();
  const heap = (process.memoryUsage().heapUsed - before) / 1e6;
  const largeRate = verdictsOf(large);
  const what = `${LARGE.nodes} nodes, ${LARGE.services} services, ${LARGE.services * LARGE.replicas} tasks, ${LARGE.networks} networks`;
  return [
    {
      what: `${what}: settled (${virtual.toFixed(1)} s of theirs)`,
      value: `${seconds.toFixed(1)} s`,
      aim: '10 s',
    },
    { what: 'its heap', value: `${heap.toFixed(0)} MB`, aim: '1,000 MB' },
    {
      what: 'a verdict in it, beside one in 3 nodes',
      value: `${(smallRate / largeRate).toFixed(2)} times (${thousands(largeRate)} to ${thousands(smallRate)} a second)`,
      aim: '2 times',
    },
  ];
}
