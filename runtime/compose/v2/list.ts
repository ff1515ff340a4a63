import type { ContainerSummary } from '../../docker-api/container.ts';
import { containerList } from '../../engine/daemon/api.ts';
import { humanDuration } from '../../engine/daemon/human-duration.ts';
import { displayablePorts } from '../../shell/commands/docker/format/displayable-ports.ts';
import { formatList, type ListRow, type ListSpec } from '../../shell/go-template/list-format.ts';
import { type CommandResult, fail, succeed } from '../../shell/language/command-result.ts';
import type { World } from '../../world.ts';
import { chooseServices, isChosen } from '../choose-services.ts';
import type { ComposeRun, PortOptions, PsOptions } from '../compose-run.ts';
import { NUMBER, PROJECT, SERVICE } from '../labels.ts';
import { noSuchService } from './stop.ts';

const LIST: ListSpec = {
  type: '*formatter.ContainerContext',
  defaultFormat:
    'table {{.Name}}\\t{{.Image}}\\t{{.Command}}\\t{{.Service}}\\t{{.RunningFor}}\\t{{.Status}}\\t{{.Ports}}',
  headings: {
    Name: 'NAME',
    Image: 'IMAGE',
    Command: 'COMMAND',
    Service: 'SERVICE',
    RunningFor: 'CREATED',
    Status: 'STATUS',
    Ports: 'PORTS',
  },
};
const COMMAND_LENGTH = 20;

function summaries(run: ComposeRun, names: readonly string[], all: boolean): readonly ContainerSummary[] {
  const filters = { label: [`${PROJECT}=${run.plan.project}`] };
  const listed = containerList(run.world, run.host, { all, filters });
  return listed.ok ? listed.value.filter(({ Labels }) => names.includes(Labels[SERVICE] ?? '')) : [];
}

const nameOf = ({ Names }: ContainerSummary): string => (Names[0] ?? '').replace(/^\//, '');

/** `docker compose ps`: the running containers by name. */
export function ps(run: ComposeRun, { services, all, quiet }: PsOptions): CommandResult {
  const chosen = chooseServices(run.plan, services);
  if (!isChosen(chosen)) return fail(1, `${noSuchService(chosen.unknown)}\n`);
  const names = chosen.map(({ name }) => name);
  const containers = summaries(run, names, all).toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  if (quiet) return succeed(containers.map(({ Id }) => `${Id}\n`).join(''));
  const rows = containers.map((container) => rowOf(run.world, container));
  const text = formatList('', LIST, rows);
  return text.kind === 'ok' ? succeed(text.text) : fail(1, `${text.message}\n`);
}

function rowOf({ epoch, now }: World, container: ContainerSummary): ListRow {
  const { Command, Created, Image, Labels, Ports, Status } = container;
  const cut = Command.length > COMMAND_LENGTH ? `${Command.slice(0, COMMAND_LENGTH - 1)}…` : Command;
  return {
    fields: {
      Name: nameOf(container),
      Image,
      Command: JSON.stringify(cut),
      Service: Labels[SERVICE] ?? '',
      RunningFor: `${humanDuration(epoch + now - Created * 1000)} ago`,
      Status,
      Ports: displayablePorts(Ports),
    },
  };
}

/** `docker compose port web 80`; the index counts only where it is said. */
export function port(
  run: ComposeRun,
  { service, port: target, protocol, index }: PortOptions,
): CommandResult {
  const numberOf = ({ Labels }: ContainerSummary) => Number(Labels[NUMBER] ?? 0);
  const running = summaries(run, [service], false).toSorted((a, b) => numberOf(a) - numberOf(b));
  const container = index > 0 ? running.find((c) => numberOf(c) === index) : running[0];
  if (container === undefined)
    return fail(1, `service "${service}" is not running${index > 0 ? ` container #${index}` : ''}\n`);
  const bound = container.Ports.find((p) => p.PrivatePort === target && p.Type === protocol);
  if (bound !== undefined) return succeed(`${bound.IP ?? ''}:${bound.PublicPort ?? 0}\n`);
  const others = container.Ports.map(({ Type, PublicPort }) => `${PublicPort ?? 0}/${Type}`).join(', ');
  return fail(1, `no port ${target}/${protocol} for container ${nameOf(container)}: ${others}\n`);
}
