import type { PortConfig } from '../docker-api/service.ts';
import { parsePortSpec } from './port-specs.ts';
import { type ClientResult, complain, ok } from './result.ts';

const PROTOCOLS = ['tcp', 'udp', 'sctp'];

/** `8080:80/tcp`, or `published=8080,target=80,mode=host`, as `docker service create -p` takes them (opts/port.go). */
export function parsePublish(text: string): ClientResult<readonly PortConfig[]> {
  return text.includes('=') ? longForm(text) : shortForm(text);
}

function shortForm(text: string): ClientResult<readonly PortConfig[]> {
  const parsed = parsePortSpec(text);
  if (!parsed.ok) return parsed;
  const ports: PortConfig[] = [];
  for (const { port, binding } of parsed.value) {
    if (binding.HostIp !== '' && binding.HostIp !== '0.0.0.0') return complain('hostip is not supported');
    const [target = '', protocol = 'tcp'] = port.split('/');
    const published = Number(binding.HostPort.split('-')[0] ?? '');
    ports.push({
      Protocol: protocol as PortConfig['Protocol'],
      TargetPort: Number(target),
      ...(published > 0 && { PublishedPort: published }),
      PublishMode: 'ingress',
    });
  }
  return ok(ports);
}

function longForm(text: string): ClientResult<readonly PortConfig[]> {
  let port: { -readonly [K in keyof PortConfig]: PortConfig[K] } = {
    Protocol: 'tcp',
    TargetPort: 0,
    PublishMode: 'ingress',
  };
  for (const field of text.split(',')) {
    const [key = '', value] = field.toLowerCase().split('=', 2);
    if (value === undefined || value === '') return complain(`invalid field: ${field}`);
    if (key === 'protocol') {
      if (!PROTOCOLS.includes(value)) return complain(`invalid protocol value '${value}'`);
      port = { ...port, Protocol: value as PortConfig['Protocol'] };
    } else if (key === 'mode') {
      if (value !== 'ingress' && value !== 'host')
        return complain(`invalid publish mode value (${value}): must be either 'ingress' or 'host'`);
      port = { ...port, PublishMode: value };
    } else if (key === 'target' || key === 'published') {
      const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
      if (!(number >= 0 && number <= 65535))
        return complain(`invalid ${key} port (${value}): value must be an integer`);
      port = { ...port, ...(key === 'target' ? { TargetPort: number } : { PublishedPort: number }) };
    } else return complain(`invalid field key: ${key}`);
  }
  if (port.TargetPort === 0) return complain("missing mandatory field 'target'");
  const { PublishMode, PublishedPort, ...rest } = port;
  return ok([{ ...rest, ...(PublishedPort && { PublishedPort }), PublishMode }]);
}
