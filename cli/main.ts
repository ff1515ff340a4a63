import { CommanderError } from 'commander';
import { EngineError } from '../engines/engine-error.ts';
import { cleanUpAll } from './cleanup.ts';
import { EXIT } from './exit-codes.ts';
import { InputError } from './input-error.ts';
import { endProgress, printError } from './output.ts';
import { buildProgram } from './program.ts';

/** A reader that goes away early, as `dnet test | head` does, is no failure. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? EXIT.held);
  throw error;
});
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    endProgress();
    // Who presses Ctrl-C twice does not want to wait for the cleaning either.
    if (interrupted) process.exit(EXIT.interrupted);
    interrupted = true;
    void cleanUpAll().then(() => process.exit(EXIT.interrupted));
  });

try {
  await buildProgram().parseAsync(process.argv);
} catch (error) {
  endProgress();
  process.exitCode = report(error);
}

function report(error: unknown): number {
  // Commander has already said what is wrong; help and version end here too.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.held : EXIT.input;
  if (error instanceof InputError) {
    printError(`dnet: ${error.message}`);
    return EXIT.input;
  }
  if (error instanceof EngineError) {
    printError(`dnet: ${error.message}`);
    return EXIT.internal;
  }
  if (process.env.DNET_DEBUG !== undefined)
    printError(error instanceof Error ? (error.stack ?? '') : `${error}`);
  else
    printError(
      `dnet: a fault of dnet itself: ${firstLine(error)} (run it again with DNET_DEBUG=1 and report what it prints, with the file)`,
    );
  return EXIT.internal;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]!;
}
