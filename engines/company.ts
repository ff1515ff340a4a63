import { randomBytes } from 'node:crypto';
import type { Scenario } from '../compiler/ir/ir.ts';
import { cleanEngine } from './clean.ts';
import type { EngineHosts } from './engine-hosts.ts';
import { releaseFor } from './engine-release.ts';
import type { RealEngine } from './hello.ts';
import { startHelper, startRootHelper } from './helper.ts';
import { ImageKeeper } from './image/image-keeper.ts';
import { OWN_NAMES, prefixedNames } from './names.ts';
import type { Place } from './place.ts';
import type { RealHost } from './real-host.ts';
import type { Stage } from './stage.ts';

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
    const { engines, dedicated, clients } = this.#hosts;
    const hosts = new Map<string, RealHost>();
    for (const { name } of surroundings.hosts)
      hosts.set(name, { name, ...(await this.#prepare((engines.get(name) ?? engines.get(''))!)) });
    const first = [...hosts.values()][0];
    const places = surroundings.clients.flatMap(({ name }): [string, Place][] => {
      const namespace = clients.get(name) ?? clients.get('*');
      return namespace && first?.root ? [[name, placeIn(first.root, namespace)]] : [];
    });
    const names = dedicated ? OWN_NAMES : prefixedNames(this.run);
    return { run: this.run, dedicated, names, hosts, clients: new Map(places), images: this.#images };
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

/** A namespace of the machine, by its file there: the helper sees the machine's files below /proc/1/root. */
const placeIn = ({ connection, container }: Place, namespace: string): Place => ({
  connection,
  container,
  prefix: ['/bin/nsenter', `--net=/proc/1/root${namespace}`, '--'],
});
