import { randomBytes } from 'node:crypto';
import type { Scenario } from '../compiler/ir/ir.ts';
import { INTERNET } from '../runtime/scenario/build/internet.ts';
import { cleanEngine } from './clean.ts';
import { EngineError } from './engine-error.ts';
import { type EngineHosts, engineFor } from './engine-hosts.ts';
import { releaseFor } from './engine-release.ts';
import { execute } from './exec.ts';
import type { RealEngine } from './hello.ts';
import { startHelper, startRootHelper } from './helper.ts';
import { ImageKeeper } from './image/image-keeper.ts';
import { leaveSwarm } from './leave-swarm.ts';
import { OWN_NAMES, prefixedNames } from './names.ts';
import type { Place } from './place.ts';
import type { RealHost } from './real-host.ts';
import type { Stage } from './stage.ts';

const noNamespace = (client: string, namespace: string, host: string): string =>
  `--client ${client}: the engine of ${host} lets nobody into ${namespace}`;

type Ready = Omit<RealHost, 'name'>;

/** The engines of a run with dnet's helpers on them. It makes a stage for each scenario, and cleans up at the end. */
export class Company {
  readonly run = randomBytes(4).toString('hex');
  readonly #hosts: EngineHosts;
  readonly #images: ImageKeeper;
  readonly #ready = new Map<RealEngine, Promise<Ready>>();

  constructor(hosts: EngineHosts) {
    this.#hosts = hosts;
    this.#images = new ImageKeeper(this.run, hosts.dedicated);
  }

  async stageFor({ surroundings }: Scenario): Promise<Stage> {
    const { dedicated, clients } = this.#hosts;
    const hosts = new Map<string, RealHost>();
    for (const { name } of surroundings.hosts)
      hosts.set(name, { name, ...(await this.#prepare(engineFor(this.#hosts, surroundings, name)!)) });
    const first = [...hosts.values()][0];
    const places = new Map<string, Place>();
    for (const name of [...surroundings.clients.map((client) => client.name), INTERNET]) {
      const namespace = clients.get(name) ?? (name === INTERNET ? undefined : clients.get('*'));
      const place = namespace && first?.root ? await placeIn(first.root, namespace) : undefined;
      if (place !== undefined) places.set(name, place);
      else if (namespace !== undefined)
        throw new EngineError(noNamespace(name, namespace, first?.name ?? ''));
    }
    const names = dedicated ? OWN_NAMES : prefixedNames(this.run);
    return { run: this.run, dedicated, names, hosts, clients: places, images: this.#images };
  }

  #prepare(engine: RealEngine): Promise<Ready> {
    const known = this.#ready.get(engine);
    if (known !== undefined) return known;
    const ready = this.#start(engine);
    this.#ready.set(engine, ready);
    return ready;
  }

  async #start(engine: RealEngine): Promise<Ready> {
    const { connection, version } = engine;
    const inside = await startHelper(connection, this.#images, this.run);
    const wantsRoot = this.#hosts.dedicated || this.#hosts.clients.size > 0;
    const root = wantsRoot ? await startRootHelper(connection, this.run) : undefined;
    return { engine, version: releaseFor(version.ApiVersion), inside, ...(root && { root }) };
  }

  /** Removes what a scenario left; helpers and images stay for the next one. */
  async sweep(): Promise<void> {
    const ready = await Promise.all(this.#ready.values());
    await Promise.all(
      ready.flatMap(({ inside, root }) => [inside, ...(root ? [root] : [])]).map(stopPrograms),
    );
    // Only an engine of our own was ever made part of a swarm.
    if (this.#hosts.dedicated) for (const { connection } of this.#ready.keys()) await leaveSwarm(connection);
    await Promise.all(
      [...this.#ready.keys()].map(({ connection }) =>
        cleanEngine(connection, { run: this.run, only: 'scenario' }),
      ),
    );
  }

  async leave(): Promise<void> {
    await Promise.allSettled(this.#ready.values());
    await Promise.all(
      [...this.#ready.keys()].map(({ connection }) => cleanEngine(connection, { run: this.run })),
    );
  }
}

/** A namespace of the machine, by its file there; undefined where nobody is let in. */
async function placeIn({ connection, container }: Place, namespace: string): Promise<Place | undefined> {
  const prefix = ['/bin/in-netns', namespace];
  const { rc } = await execute(connection, container, [...prefix, '/bin/true']);
  return rc === 0 ? { connection, container, prefix } : undefined;
}

/** Ends what listens for a scenario on a machine or as a client, and takes routes back. */
async function stopPrograms({ connection, container }: Place): Promise<void> {
  const script =
    'for f in /tmp/listens.*; do [ -e "$f" ] && kill $(cat "$f") 2>/dev/null; rm -f "$f"; done; [ -e /tmp/undo ] && sh /tmp/undo; rm -f /tmp/undo';
  await execute(connection, container, ['/bin/sh', '-c', script]);
}
