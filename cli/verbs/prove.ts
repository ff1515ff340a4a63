import type { Command } from '@commander-js/extra-typings';

/** `dnet prove` */
export function addProve(program: Command): void {
  program
    .command('prove')
    .description('prove for every packet who reaches whom: invariants, or the exact answer for two parties')
    .argument('<file>', 'a scenario file')
    .option('--from <who>', 'whose packets: a container, a host, a client, or internet')
    .option('--to <who>', 'whom they should reach; with --to alone, everybody is asked')
    .option('-s, --scenario <name>', 'which scenario of the file; needed when it has several')
    .option('--at <step>', 'after which step; at the end of the story without it')
    .option('--certificate <out>', 'write the proof for --from and --to as JSON')
    .option('--verify <certificate>', 'check a certificate against the world of the file')
    .option('--engine-version <version>', "the engine, instead of the scenario's own: 20.10")
    .option('--json', 'everything, for programs')
    .addHelpText(
      'after',
      `
Examples:
  dnet prove shop.dnet                                  the invariants, and claims on any port
  dnet prove shop.dnet --from internet --to vault       which packets get through, if any
  dnet prove shop.dnet --to vault                       who reaches it at all
  dnet prove shop.dnet --from web --to db --certificate web-db.json
  dnet prove shop.dnet --verify web-db.json

Exit codes: 0 proved, answered or verified; 1 refuted or not verified; 2 the input is wrong; 3 dnet itself failed.`,
    )
    .action(async (file, options) => {
      const { proveFile } = await import('../prove-file.ts');
      process.exitCode = proveFile(file, options);
    });
}
