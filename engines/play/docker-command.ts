import { execFile } from 'node:child_process';
import { CATALOGUE } from '../../runtime/engine/images/catalogue.ts';
import type { CommandResult } from '../../runtime/shell/language/command-result.ts';
import { openLabellingProxy } from '../labelling-proxy.ts';
import type { RealHost } from '../real-host.ts';
import type { Performance } from './act.ts';
import type { Unaskable } from './run-at.ts';

const PATIENCE = 120_000;

/** Runs a line that begins with `docker` with this machine's own docker command, through a proxy that labels. */
export async function runDockerCommand(
  { stage, surroundings }: Performance,
  { engine }: RealHost,
  text: string,
): Promise<CommandResult | Unaskable> {
  if (/^\s*docker\s+compose\b/.test(text))
    return { unaskable: 'compose projects are not played on real engines' };
  for (const image of imagesIn(
    text,
    surroundings.images.map(({ name }) => name),
  ))
    await stage.images.ensure(engine.connection, image, surroundings.images);
  const proxy = await openLabellingProxy(engine.connection.address, stage.run);
  try {
    return await new Promise((resolve) => {
      const environment = { ...process.env, DOCKER_HOST: proxy.address, DOCKER_CONTEXT: '' };
      const options = { env: environment, timeout: PATIENCE, maxBuffer: 64 * 1024 * 1024 };
      execFile('/bin/sh', ['-c', text], options, (error, stdout, stderr) => {
        const rc = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
        if (rc === 127) resolve({ unaskable: 'this machine has no docker command' });
        else resolve({ stdout, stderr, rc });
      });
    });
  } finally {
    proxy.close();
  }
}

/** Images that a command line names: those that the scenario declares, and those that everybody knows. */
function imagesIn(text: string, declared: readonly string[]): readonly string[] {
  if (!/\b(run|create)\b/.test(text)) return [];
  const words = text.split(/\s+/).map((word) => word.replace(/^['"]|['"]$/g, ''));
  return words.filter((word) => declared.includes(word) || CATALOGUE.has(word.replace(/:[\w.-]+$/, '')));
}
