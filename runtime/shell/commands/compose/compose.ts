import type { ComposePlan } from '../../../../compiler/ir/compose-plan.ts';
import { COMPOSE_PROGRAMS } from '../../../compose/programs.ts';
import type { Command, Terminal } from '../../command.ts';
import { type CommandResult, fail, succeed } from '../../language/command-result.ts';
import { unknownCommand } from '../../pflag/complaints.ts';
import { boolFlag, type FlagValues } from '../../pflag/flag-values.ts';
import { renderGroupHelp } from '../../pflag/help.ts';
import { parseArgs } from '../../pflag/parse-args.ts';
import type { CommandSpec, FlagSpec } from '../../pflag/spec.ts';
import { PROJECT_FLAGS, readProject } from './project-options.ts';
import { COMPOSE_COMMANDS, type ComposeCommand } from './subcommands.ts';

/** One of the two programs as it is typed: its name is the front end's. */
interface Typed {
  readonly name: ComposePlan['frontEnd'];
  readonly short: string;
  /** What `version` prints. */
  readonly version: string;
  /** Flags before the subcommand that only this one has. */
  readonly flags: readonly FlagSpec[];
  /** What it says of its flags before it begins. */
  readonly remarks: (flags: FlagValues) => string;
}

const PLUGIN: Typed = {
  name: 'docker compose',
  short: 'Define and run multi-container applications with Docker',
  version: 'Docker Compose version v2.40.3\n',
  flags: [],
  remarks: () => '',
};

const PYTHON: Typed = {
  name: 'docker-compose',
  short: 'Define and run multi-container applications with Docker.',
  version: 'docker-compose version 1.29.2, build unknown\n',
  flags: [{ name: 'no-ansi', type: 'bool', usage: 'Do not print ANSI control characters (DEPRECATED)' }],
  remarks: (flags) =>
    boolFlag(flags, 'no-ansi')
      ? '--no-ansi option is deprecated and will be removed in future versions. Use `--ansi never` instead.\n'
      : '',
};

/** `docker compose ...`, behind the words `docker compose`. */
export const compose: Command = (args, terminal) => type(PLUGIN, args, terminal);
/** `docker-compose ...` */
export const dockerCompose: Command = (args, terminal) => type(PYTHON, args, terminal);

function type(typed: Typed, argv: readonly string[], terminal: Terminal): CommandResult {
  const { name } = typed;
  const spec: CommandSpec = {
    path: name,
    usage: `${name} [OPTIONS] COMMAND`,
    short: typed.short,
    args: { kind: 'any' },
    flags: [...PROJECT_FLAGS, ...typed.flags],
    interspersed: false,
  };
  const parsed = parseArgs(spec, argv);
  if (parsed.kind === 'help') return succeed(help(typed));
  if (parsed.kind === 'error') return fail(parsed.rc, parsed.stderr);
  const [word, ...rest] = parsed.args;
  if (word === undefined || word === 'help') return succeed(help(typed));
  if (word === 'version') return succeed(typed.version);
  const command = COMPOSE_COMMANDS[word];
  if (command === undefined) return fail(1, unknownCommand(name, word));
  const remarks = typed.remarks(parsed.flags);
  const result = runSubcommand(typed, word, command, rest, parsed.flags, terminal);
  return { ...result, stderr: remarks + result.stderr };
}

function runSubcommand(
  { name }: Typed,
  word: string,
  command: ComposeCommand,
  argv: readonly string[],
  projectFlags: FlagValues,
  terminal: Terminal,
): CommandResult {
  const { short, usage, args, flags } = command;
  const path = `${name} ${word}`;
  const parsed = parseArgs({ path, usage: `${path} ${usage}`, short, args, flags }, argv);
  if (parsed.kind === 'help') return succeed(parsed.stdout);
  if (parsed.kind === 'error') return fail(parsed.rc, parsed.stderr);
  const reading = readProject(terminal, name, projectFlags);
  if (!reading.ok) return fail(1, `${reading.problem}\n`);
  const { world, machine } = terminal;
  if (!world.engines.has(machine)) return fail(1, `dnet: there is no Docker engine on ${machine}\n`);
  const result = command.run({
    run: { world, host: machine, plan: reading.plan },
    program: COMPOSE_PROGRAMS[name],
    config: reading.config,
    flags: parsed.flags,
    args: parsed.args,
  });
  const warnings = reading.warnings.map((warning) => `${warning}\n`).join('');
  return { ...result, stderr: warnings + result.stderr };
}

const help = ({ name, short }: Typed): string =>
  renderGroupHelp({
    path: name,
    short,
    commands: Object.entries(COMPOSE_COMMANDS).map(([word, command]) => ({
      name: word,
      short: command.short,
    })),
  });
