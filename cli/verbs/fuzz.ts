import { type Command, InvalidArgumentError } from '@commander-js/extra-typings';

/** `dnet fuzz` */
export function addFuzz(program: Command): void {
  program
    .command('fuzz')
    .description('judge properties in many generated worlds, on every core')
    .argument('<paths...>', 'files, or folders to search for *.dnet; reports with --merge')
    .option('--runs <number>', 'worlds for each property, 1000 when no time is given', toCount)
    .option('--seconds <number>', 'how long, instead of how many', toCount)
    .option('--seed <number>', 'the same seed generates the same worlds', toSeed, 1)
    .option('--shard <i/n>', 'only the i-th of n shares of the work', toShard, { index: 1, of: 1 })
    .option('--workers <number>', 'threads; one for each core when nothing is said', toCount)
    .option('--report <file>', 'write what was found as JSON')
    .option('--merge', 'the paths are reports of shards: make one report of them')
    .option('--engine-version <version>', 'one engine for all hosts, instead of those that are generated')
    .addHelpText(
      'after',
      `
Examples:
  dnet fuzz scenarios/laws --seconds 60
  dnet fuzz laws.dnet --runs 100000 --shard 2/8 --report shard-2.json
  dnet fuzz --merge shard-*.json`,
    )
    .action(async (paths, options) => {
      const { fuzzFiles } = await import('../fuzz/fuzz-files.ts');
      process.exitCode = await fuzzFiles(paths, options);
    });
}

function toCount(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 on.');
  return Number(text);
}

function toSeed(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 0 on.');
  return Number(text);
}

function toShard(text: string): { readonly index: number; readonly of: number } {
  const [, index, of] = /^([1-9]\d{0,4})\/([1-9]\d{0,4})$/.exec(text) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  if (index === undefined || shard.index > shard.of)
    throw new InvalidArgumentError('It must be a share such as 2/8.');
  return shard;
}
