import { cleanEngine } from '../engines/clean.ts';
import { greet } from '../engines/hello.ts';
import { chosenAddresses } from '../engines/open-engines.ts';
import type { EngineOptions } from './engine-options.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { print } from './output.ts';

/** Removes everything that carries dnet's label from the engines. */
export async function cleanEngines(options: EngineOptions): Promise<ExitCode> {
  for (const address of chosenAddresses(options, process.env).values()) {
    const { connection } = await greet(address);
    const { containers, networks, images } = await cleanEngine(connection);
    const parts = [count(containers, 'container'), count(networks, 'network'), count(images, 'image')];
    print(`${connection.name}: removed ${parts.join(', ')}`);
  }
  return EXIT.held;
}

const count = (n: number, one: string): string => `${n} ${n === 1 ? one : `${one}s`}`;
