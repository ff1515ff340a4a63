import type { Command } from '@commander-js/extra-typings';
import { addEngineOptions } from '../engine-options.ts';

/** `dnet clean` */
export function addClean(program: Command): void {
  const command = program
    .command('clean')
    .description('remove what runs of dnet left on a real engine, and nothing else')
    .addHelpText('after', '\nExample:\n  dnet clean --context lab');
  const engineOptions = addEngineOptions(command);
  command.action(async () => {
    const { cleanEngines } = await import('../clean-engines.ts');
    process.exitCode = await cleanEngines(engineOptions());
  });
}
