import type { ComposeProgram } from '../compose-run.ts';
import { down, remove } from './down.ts';
import { port, ps } from './list.ts';
import { start } from './start.ts';
import { restart, stop } from './stop.ts';
import { up } from './up.ts';

/** The Python program `docker-compose` 1.29. */
export const dockerComposeV1: ComposeProgram = { up, down, stop, start, restart, remove, ps, port };
