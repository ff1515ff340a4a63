import type { Netns } from '../kernel/kernel.ts';
import { findNetns } from '../kernel/namespaces.ts';
import type { World } from '../world.ts';

/**
 * A namespace of the engine's own by its file, `ingress_sbox`, or as people say it: the files of networks are named
 * after ids (`lb_x1y2z3a4b`, `1-x1y2z3a4b5`), and `lb_my_demo` and `1-my_demo` mean those of the network.
 */
export function findNamespace(world: World, host: string, name: string): Netns | undefined {
  return findNetns(world.kernel, host, name) ?? findNetns(world.kernel, host, fileOf(world, host, name));
}

/** Lengths of ids in names of files (libnetwork sandbox key, overlay driver's network namespace). */
const LB_ID = 9;
const OVERLAY_ID = 10;

function fileOf(world: World, host: string, name: string): string {
  if (name === 'ingress-sbox') return 'ingress_sbox';
  const [, kind = '', network = ''] = /^(lb_|lb-|\d+-)(.+)$/.exec(name) ?? [];
  const networks = world.engines.get(host)?.controller.networks.values() ?? [];
  const id = [...networks].find((one) => one.name === network)?.id;
  if (id === undefined) return name;
  return kind.startsWith('lb') ? `lb_${id.slice(0, LB_ID)}` : `${kind}${id.slice(0, OVERLAY_ID)}`;
}
