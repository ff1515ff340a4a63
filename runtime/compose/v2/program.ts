import type { ComposeProgram } from '../compose-run.ts';
import { down, remove } from './down.ts';
import { port, ps } from './list.ts';
import { start } from './start.ts';
import { restart, stop } from './stop.ts';
import { up } from './up.ts';

/** `docker compose`, the plugin of the docker client. */
export const dockerComposeV2: ComposeProgram = { up, down, stop, start, restart, remove, ps, port };
