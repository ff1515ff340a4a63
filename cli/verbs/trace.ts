import { type Command, Option } from '@commander-js/extra-typings';
import { allowReadOption } from '../allow-read-option.ts';

/** `dnet trace` */
export function addTrace(program: Command): void {
  program
    .command('trace')
    .description('show the way of a packet hop by hop: rules, address translation, and where they come from')
    .argument('<file>', 'a scenario file')
    .argument('<from>', 'who asks: a container, a host, a client, or internet')
    .argument('<to>', 'who is asked, with a port: web:80, 172.17.0.2:80; without one by ICMP')
    .option('-s, --scenario <name>', 'which scenario of the file; needed when it has several')
    .option('--at <step>', 'after which step; at the end of the story without it')
    .addOption(new Option('--udp', 'a datagram instead of a TCP connection').conflicts('icmp'))
    .option('--icmp', 'an echo request')
    .option('--by-name', 'look the name up first, as a program would')
    .addOption(allowReadOption())
    .option('--engine-version <version>', "the engine, instead of the scenario's own: 20.10")
    .option('--all', 'every packet of a connection, those too that go the way of an earlier one')
    .option('--json', 'everything, for programs')
    .addHelpText(
      'after',
      `
Examples:
  dnet trace shop.dnet proxy api:8080 --by-name
  dnet trace shop.dnet internet 192.168.1.31:8080 --at "the port is published"
  dnet trace shop.dnet web 172.18.0.3 --icmp --json`,
    )
    .action(async (file, from, to, options) => {
      const { traceFile } = await import('../trace-file.ts');
      process.exitCode = traceFile(file, from, to, options);
    });
}
