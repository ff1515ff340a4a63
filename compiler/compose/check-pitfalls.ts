import { diagnose } from '../../diagnostics/diagnostic.ts';
import { networkOf } from './names.ts';
import type { ComposePort, ComposeProject, ComposeService } from './project.ts';
import type { Report } from './yaml.ts';

/** What compose takes and the engine does, and what does not do what was meant. */
export function checkPitfalls(project: ComposeProject, report: Report): void {
  for (const service of project.services) {
    checkInternal(project, service, report);
    checkRanges(service, report);
    checkHostName(service, report);
  }
}

/** A port is published at the endpoint with the default gateway, and internal networks give none (moby#21741, compose#12170). */
function checkInternal(
  project: ComposeProject,
  { name, ports, networks }: ComposeService,
  report: Report,
): void {
  const [first] = ports;
  if (first === undefined || networks.length === 0) return;
  if (!networks.every(({ network }) => networkOf(project, network)?.internal === true)) return;
  const related = networks.map(({ network, origin }) => ({
    span: origin,
    message: `\`${network}\` is internal`,
  }));
  report(diagnose('E3049', { service: name }, first.origin, { related }));
}

/** Each port of a range has rules of its own and, for each family, a proxy process (moby#14288, moby#11185). */
const MANY_PORTS = 100;

function checkRanges({ name, ports }: ComposeService, report: Report): void {
  // A range has been taken apart: its ports have one origin.
  const entries = new Map<string, ComposePort[]>();
  for (const port of ports) {
    const { file, start } = port.origin;
    const own = entries.get(`${file}:${start}`) ?? [];
    own.push(port);
    entries.set(`${file}:${start}`, own);
  }
  for (const [{ origin }, count] of [...entries.values()].map((own) => [own[0]!, own.length] as const))
    if (count > MANY_PORTS) report(diagnose('E3050', { service: name, count }, origin));
}

const HOST_NAME = 'host.docker.internal';

/** Only Docker Desktop answers to the name on its own (for-linux#264). */
function checkHostName({ environment, extraHosts, networkMode }: ComposeService, report: Report): void {
  if (networkMode?.kind === 'service' || networkMode?.kind === 'container') return;
  if (extraHosts.some(({ host }) => host === HOST_NAME)) return;
  const user = environment.find(({ value }) => value?.includes(HOST_NAME));
  if (user !== undefined) report(diagnose('E3051', { variable: user.key }, user.origin));
}
