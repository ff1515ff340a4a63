import { diagnose } from '../../diagnostics/diagnostic.ts';
import { frontEndOf, scaleOf } from './names.ts';
import type { ComposePort, ComposeProject, ComposeService } from './project.ts';
import type { Report } from './yaml.ts';

interface Claimed {
  readonly service: string;
  readonly port: ComposePort;
}

/** No two containers ask for one host port, and ports are published only where the service has a network. */
export function checkPorts(project: ComposeProject, report: Report): void {
  const claimed = new Map<string, Claimed[]>();
  for (const service of project.services) {
    checkMode(project, service, report);
    for (const port of service.ports) checkPort(service, port, claimed, report);
  }
}

function checkMode(project: ComposeProject, service: ComposeService, report: Report): void {
  const { networkMode, ports, name } = service;
  const first = ports[0];
  const kind = networkMode?.kind;
  if (networkMode === undefined || first === undefined || kind === 'bridge' || kind === 'default') return;
  if (networkMode.kind === 'network') return;
  const mode =
    networkMode.kind === 'service'
      ? `service:${networkMode.service}`
      : networkMode.kind === 'container'
        ? `container:${networkMode.container}`
        : networkMode.kind;
  const said = kind === 'host' ? frontEndOf(project).texts.hostModePorts : undefined;
  const related = [{ span: networkMode.origin, message: 'network mode given here' }];
  const notes = said === undefined ? [] : [said];
  report(diagnose('E3039', { service: name, mode }, first.origin, { notes, related }));
}

/** A range of host ports is no claim: the engine picks what is free in it. */
function checkPort(
  service: ComposeService,
  port: ComposePort,
  claimed: Map<string, Claimed[]>,
  report: Report,
): void {
  if (service.networkMode?.kind === 'host' || port.published === undefined) return;
  const { first, last } = port.published;
  if (first !== last) return;
  const key = `${first}/${port.protocol}`;
  const others = claimed.get(key) ?? [];
  const clash = others.find((other) => overlap(other.port.hostIp, port.hostIp));
  if (clash !== undefined) {
    const related = [{ span: clash.port.origin, message: `published by \`${clash.service}\`` }];
    const params = { port: key, first: clash.service, second: service.name };
    report(diagnose('E3038', params, port.origin, { related }));
  } else if (scaleOf(service) > 1) {
    const names = { first: `${service.name} 1`, second: `${service.name} 2` };
    report(diagnose('E3038', { port: key, ...names }, port.origin));
  }
  claimed.set(key, [...others, { service: service.name, port }]);
}

const ANY = new Set([undefined, '', '0.0.0.0', '::']);
const familyOf = (address: string) => (address.includes(':') ? 6 : 4);

/** Whether two host addresses cannot both be bound: the same one, or one of them every address of its family. */
function overlap(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined || a === b) return true;
  return familyOf(a) === familyOf(b) && (ANY.has(a) || ANY.has(b));
}
