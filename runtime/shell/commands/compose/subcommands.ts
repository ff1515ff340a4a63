import { type ComposeProgram, type ComposeRun, upOptions } from '../../../compose/compose-run.ts';
import { type CommandResult, fail, succeed } from '../../language/command-result.ts';
import { boolFlag, type FlagValues, listFlag, numberFlag, stringFlag } from '../../pflag/flag-values.ts';
import type { ArgumentsRule, FlagSpec } from '../../pflag/spec.ts';

/** What a subcommand works with. */
export interface ComposeInvocation {
  readonly run: ComposeRun;
  readonly program: ComposeProgram;
  /** The project as `config` prints it. */
  readonly config: string;
  readonly flags: FlagValues;
  readonly args: readonly string[];
}

/** One subcommand of both programs. */
export interface ComposeCommand {
  readonly short: string;
  readonly usage: string;
  readonly args: ArgumentsRule;
  readonly flags: readonly FlagSpec[];
  readonly run: (invocation: ComposeInvocation) => CommandResult;
}

const SERVICES = '[OPTIONS] [SERVICE...]';
const flag = (name: string, usage: string, shorthand?: string): FlagSpec => ({
  name,
  ...(shorthand !== undefined && { shorthand }),
  type: 'bool',
  usage,
});
const TIMEOUT: FlagSpec = {
  name: 'timeout',
  shorthand: 't',
  type: 'int',
  usage: 'Specify a shutdown timeout in seconds',
};
const ORPHANS = flag('remove-orphans', 'Remove containers for services not defined in the Compose file');

const command = (
  short: string,
  flags: readonly FlagSpec[],
  run: ComposeCommand['run'],
  usage = SERVICES,
  args: ArgumentsRule = { kind: 'any' },
): ComposeCommand => ({ short, usage, args, flags, run });

const UP_FLAGS: readonly FlagSpec[] = [
  flag('detach', 'Detached mode: Run containers in the background', 'd'),
  flag('build', 'Build images before starting containers'),
  flag('force-recreate', "Recreate containers even if their configuration and image haven't changed"),
  flag('no-recreate', "If containers already exist, don't recreate them"),
  flag('always-recreate-deps', 'Recreate dependent containers'),
  flag('no-deps', "Don't start linked services"),
  flag('no-start', "Don't start the services after creating them"),
  { name: 'scale', type: 'list', typeName: 'scale', usage: 'Scale SERVICE to NUM instances' },
  TIMEOUT,
  ORPHANS,
];

const ATTACHED = 'dnet: `up` would stay attached to its containers; type `up -d`\n';
const BOTH = '--force-recreate and --no-recreate cannot be combined.\n';

function up({ run, program, flags, args }: ComposeInvocation): CommandResult {
  if (!boolFlag(flags, 'detach') && !boolFlag(flags, 'no-start')) return fail(1, ATTACHED);
  const [always, never] = [boolFlag(flags, 'force-recreate'), boolFlag(flags, 'no-recreate')];
  if (always && never) return fail(1, BOTH);
  const scale = new Map<string, number>();
  for (const text of listFlag(flags, 'scale')) {
    const [service = '', count = ''] = text.split('=', 2);
    if (service === '' || !/^\d+$/.test(count)) return fail(1, `invalid --scale option "${text}"\n`);
    scale.set(service, Number(count));
  }
  return program.up(run, {
    ...upOptions(args),
    dependencies: !boolFlag(flags, 'no-deps'),
    recreate: always ? 'always' : never ? 'never' : 'changed',
    recreateDependencies: boolFlag(flags, 'always-recreate-deps'),
    start: !boolFlag(flags, 'no-start'),
    scale,
    removeOrphans: boolFlag(flags, 'remove-orphans'),
  });
}

const UNASKED = 'dnet: nobody can be asked here; type `rm -f`\n';

const remove = ({ run, program, flags, args }: ComposeInvocation): CommandResult =>
  boolFlag(flags, 'force') ? program.remove(run, args, boolFlag(flags, 'stop')) : fail(1, UNASKED);

function config({ run, config: text, flags }: ComposeInvocation): CommandResult {
  if (boolFlag(flags, 'quiet')) return succeed('');
  if (boolFlag(flags, 'services')) return succeed(run.plan.services.map(({ name }) => `${name}\n`).join(''));
  return succeed(text);
}

function port({ run, program, flags, args }: ComposeInvocation): CommandResult {
  const [service = '', target = ''] = args;
  if (!/^\d+$/.test(target)) return fail(1, `invalid port: ${target}\n`);
  return program.port(run, {
    service,
    port: Number(target),
    protocol: stringFlag(flags, 'protocol'),
    index: numberFlag(flags, 'index'),
  });
}

/** Every subcommand; a new one is a line here. */
export const COMPOSE_COMMANDS: { readonly [name: string]: ComposeCommand } = {
  config: command(
    'Parse, resolve and render compose file in canonical format',
    [
      flag('quiet', "Only validate the configuration, don't print anything", 'q'),
      flag('services', 'Print the service names, one per line'),
    ],
    config,
    '[OPTIONS]',
    { kind: 'exact', count: 0 },
  ),
  down: command(
    'Stop and remove containers, networks',
    [TIMEOUT, ORPHANS],
    ({ run, program, flags }) => program.down(run, boolFlag(flags, 'remove-orphans')),
    '[OPTIONS]',
    { kind: 'exact', count: 0 },
  ),
  port: command(
    'Print the public port for a port binding',
    [
      { name: 'protocol', type: 'string', default: 'tcp', usage: 'tcp or udp' },
      { name: 'index', type: 'int', usage: 'Index of the container if service has multiple replicas' },
    ],
    port,
    '[OPTIONS] SERVICE PRIVATE_PORT',
    { kind: 'exact', count: 2 },
  ),
  ps: command(
    'List containers',
    [flag('all', 'Show all stopped containers', 'a'), flag('quiet', 'Only display IDs', 'q')],
    ({ run, program, flags, args }) =>
      program.ps(run, { services: args, all: boolFlag(flags, 'all'), quiet: boolFlag(flags, 'quiet') }),
  ),
  restart: command('Restart service containers', [TIMEOUT], ({ run, program, args }) =>
    program.restart(run, args),
  ),
  rm: command(
    'Removes stopped service containers',
    [
      flag('force', "Don't ask to confirm removal", 'f'),
      flag('stop', 'Stop the containers, if required, before removing', 's'),
    ],
    remove,
  ),
  start: command('Start services', [], ({ run, program, args }) => program.start(run, args)),
  stop: command('Stop services', [TIMEOUT], ({ run, program, args }) => program.stop(run, args)),
  up: command('Create and start containers', UP_FLAGS, up),
};
