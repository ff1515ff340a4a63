import { type Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { allowReadOption } from '../allow-read-option.ts';
import { addEngineOptions } from '../engine-options.ts';
import { REPORTER_NAMES } from '../reporters/names.ts';

/** `dnet test` */
export function addTest(program: Command): void {
  const command = program
    .command('test')
    .description('judge scenarios and properties')
    .argument('[paths...]', 'files, or folders to search for *.dnet', ['.'])
    .addOption(
      new Option('-r, --reporter <name>', 'how to tell what happened')
        .choices(REPORTER_NAMES)
        .default('pretty' as const),
    )
    .option('-g, --grep <pattern>', 'only scenarios whose name matches this regular expression', toPattern)
    .option('--seed <number>', "seed of the random source, instead of the scenarios' own", toSeed)
    .option('--runs <number>', 'worlds to judge each property in; 50 when nothing is said', toCount)
    .option('--coverage', 'show what no claim exercised: networks, rules, published ports, pairs')
    .option('--update', 'write what happens into the cells of matrices that differ')
    .addOption(allowReadOption())
    .option('--bail', 'stop at the first claim that does not hold')
    .addOption(
      new Option('--engine <kind>', 'where the scenarios are played: the simulator, or a real Docker Engine')
        .choices(['simulated', 'docker'] as const)
        .default('simulated' as const),
    )
    .option(
      '--engine-version <versions>',
      "engines to judge on, instead of the scenarios' own: 20.10,26.1",
      toVersions,
    )
    .addHelpText(
      'after',
      `
Examples:
  dnet test scenarios
  dnet test shop.dnet --grep 'keeps its database'
  dnet test --engine-version 20.10,26.1    shows which claims differ between the two
  dnet test --engine docker                judges on the engine that docker itself uses
  dnet test --reporter junit > report.xml`,
    );
  const engineOptions = addEngineOptions(command);
  command.action(async (paths, options) => {
    const { runTests } = await import('../run-tests.ts');
    process.exitCode = await runTests(paths, { ...options, ...engineOptions() });
  });
}

function toPattern(text: string): RegExp {
  try {
    return new RegExp(text, 'i');
  } catch {
    throw new InvalidArgumentError('It is no regular expression.');
  }
}

function toCount(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 on.');
  return Number(text);
}

function toSeed(text: string): number {
  if (!/^\d{1,10}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 0 on.');
  return Number(text);
}

const toVersions = (text: string): readonly string[] => text.split(',').map((version) => version.trim());
