import { addFault, removeFault } from '../kernel/faults.ts';
import type { World } from '../world.ts';

/** What transcripts of real engines say in another way than a person would type it. */

/** A task without its random id: `web.1`, or `web.global` of a global service on its node. */
const TASK = /(?<![\w.-])([A-Za-z0-9][\w-]*)\.(\d+|global)(?![\w.-])/g;

/** Names of tasks, as transcripts shorten them, in full: those of the containers that run on the host, the newest. */
export function withTaskNames(world: World, host: string, text: string): string {
  const containers = [...(world.engines.get(host)?.containers.values() ?? [])].reverse();
  return text.replace(TASK, (word, service: string, slot: string) => {
    const task = slot === 'global' ? `[a-z0-9]{25}` : slot;
    const full = new RegExp(`^${service}\\.${task}\\.[a-z0-9]{25}$`);
    const found = containers.filter(({ name }) => full.test(name));
    return (found.find(({ state }) => state.pid !== 0) ?? found[0])?.name ?? word;
  });
}

/** The LAN's own machine opens and closes the port of a host on its bridge. */
const LAN_PORT = /^bridge link set dev lan-(\S+) state ([03])$/;

/** @returns whether the line was such a command */
export function switchLanPort(world: World, text: string): boolean {
  const [, host, state] = LAN_PORT.exec(text) ?? [];
  if (host === undefined) return false;
  const name = `the LAN port of ${host}`;
  const others = [...world.kernel.machines.keys()].filter((machine) => machine !== host);
  if (state === '0') addFault(world.kernel, name, { kind: 'partition', sides: [[host], others] });
  else removeFault(world.kernel, name);
  return true;
}
