import type { Port } from '../../../../docker-api/container.ts';

const hostPort = (ip: string, port: string): string =>
  ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`;
const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** By container port, then address, then host port, then protocol (docker/cli formatter/container.go). */
const byPort = (a: Port, b: Port): number =>
  a.PrivatePort - b.PrivatePort ||
  text(a.IP ?? '', b.IP ?? '') ||
  (a.PublicPort ?? 0) - (b.PublicPort ?? 0) ||
  text(a.Type, b.Type);

interface Run {
  readonly ip: string;
  readonly type: string;
  readonly first: number;
  last: number;
}

function runText({ ip, type, first, last }: Run): string {
  const ports = first === last ? `${first}` : `${first}-${last}`;
  return `${ip === '' ? ports : `${hostPort(ip, ports)}->${ports}`}/${type}`;
}

/**
 * The PORTS column of `docker ps`. Neighbouring ports that are exposed only, or published on the same number, are drawn
 * together (`8000-8002/tcp`); all others stand for themselves, at the end.
 */
export function displayablePorts(ports: readonly Port[]): string {
  const runs = new Map<string, Run>();
  const ended: string[] = [];
  const mappings: string[] = [];
  for (const port of [...ports].sort(byPort)) {
    const ip = port.IP ?? '';
    if (ip !== '' && port.PublicPort !== port.PrivatePort) {
      mappings.push(`${hostPort(ip, `${port.PublicPort}`)}->${port.PrivatePort}/${port.Type}`);
      continue;
    }
    const key = `${ip}/${port.Type}`;
    const run = runs.get(key);
    if (run !== undefined && port.PrivatePort === run.last + 1) run.last = port.PrivatePort;
    else {
      if (run !== undefined) ended.push(runText(run));
      runs.set(key, { ip, type: port.Type, first: port.PrivatePort, last: port.PrivatePort });
    }
  }
  return [...ended, ...[...runs.values()].map(runText), ...mappings].join(', ');
}
