import type { ContainerJson } from '../../docker-api/container.ts';
import { containerInspect } from '../../engine/daemon/api.ts';
import { type CommandResult, fail, succeed } from '../../shell/language/command-result.ts';
import type { ComposeRun, PortOptions, PsOptions } from '../compose-run.ts';
import { serviceContainers } from '../project-containers.ts';
import { containersOf } from './stop.ts';
import { noSuchService } from './up.ts';

const HEADERS = ['Name', 'Command', 'State', 'Ports'];
/** What a long command is cut to. */
const COMMAND = { longest: 30, kept: 26 };

/** `docker-compose ps`: the containers by name, those that do not run too. */
export function ps(run: ComposeRun, { services, quiet }: PsOptions): CommandResult {
  const containers = containersOf(run, services);
  if ('unknown' in containers) return fail(1, `${noSuchService(containers.unknown)}\n`);
  const sorted = containers.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  if (quiet) return succeed(sorted.map(({ id }) => `${id}\n`).join(''));
  const rows = sorted.flatMap(({ id }) => {
    const found = containerInspect(run.world, run.host, id);
    return found.ok ? [rowOf(found.value)] : [];
  });
  return succeed(`${table([HEADERS, ...rows])}\n`);
}

function rowOf({ Name, Config, State, NetworkSettings }: ContainerJson): readonly string[] {
  const command = [...(Config.Entrypoint ?? []), ...(Config.Cmd ?? [])].join(' ');
  const cut = command.length > COMMAND.longest ? `${command.slice(0, COMMAND.kept)} ...` : command;
  const ports = Object.entries(NetworkSettings.Ports)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([port, bound]) =>
      (bound ?? []).length === 0
        ? port
        : bound!.map(({ HostIp, HostPort }) => `${HostIp}:${HostPort}->${port}`).join(','),
    );
  return [Name.replace(/^\//, ''), cut, stateOf(State), ports.join(', ')];
}

function stateOf({ Paused, Restarting, Running, ExitCode }: ContainerJson['State']): string {
  if (Paused) return 'Paused';
  if (Restarting) return 'Restarting';
  return Running ? 'Up' : `Exit ${ExitCode}`;
}

/** As Python's texttable draws it: centred headers over a rule, columns three apart. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = HEADERS.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const [header, ...body] = rows.map((row, i) =>
    row.map((cell, column) => (i === 0 ? centred : left)(cell, widths[column]!)).join('   '),
  );
  const rule = '-'.repeat(widths.reduce((sum, width) => sum + width, 3 * HEADERS.length - 1));
  return [header, rule, ...body].join('\n');
}

const left = (text: string, width: number): string => text.padEnd(width);
const centred = (text: string, width: number): string =>
  text.padStart(text.length + Math.floor((width - text.length) / 2)).padEnd(width);

/** `docker-compose port web 80`: where the first binding is; an empty line where there is none. */
export function port(
  run: ComposeRun,
  { service, port: target, protocol, index: asked }: PortOptions,
): CommandResult {
  // Nothing said is the first container here (compose/cli/main.py, `--index` [default: 1]).
  const index = asked === 0 ? 1 : asked;
  if (!run.plan.services.some(({ name }) => name === service)) return fail(1, `${noSuchService(service)}\n`);
  const container = serviceContainers(run, service).find((c) => c.number === index && c.running);
  if (container === undefined) return fail(1, `No container found for ${service}_${index}\n`);
  const found = containerInspect(run.world, run.host, container.id);
  const bound = found.ok ? found.value.NetworkSettings.Ports[`${target}/${protocol}`]?.[0] : undefined;
  return succeed(bound === undefined ? '\n' : `${bound.HostIp}:${bound.HostPort}\n`);
}
