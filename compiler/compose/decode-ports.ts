import { diagnose } from '../../diagnostics/diagnostic.ts';
import { parseAddress } from '../addresses.ts';
import { parseRange, protocolOf } from './ports.ts';
import type { ComposeExposed, ComposePort } from './project.ts';
import { child, itemsOf, type Tree, textOf } from './tree.ts';
import { text } from './values.ts';
import type { Report } from './yaml.ts';

/** The published ports of a canonical service; malformed ones are reported and left out. */
export const decodePorts = (tree: Tree | undefined, report: Report): readonly ComposePort[] =>
  itemsOf(tree).flatMap((item) => decodePort(item, report) ?? []);

function decodePort(tree: Tree, report: Report): ComposePort | undefined {
  const refuse = (key: string, problem: string) => {
    const value = child(tree, key);
    report(diagnose('E3040', { text: textOf(value) ?? key, problem }, value?.origin ?? tree.origin));
    return undefined;
  };
  const target = parseRange(textOf(child(tree, 'target')) ?? '');
  if (target === undefined || target.first !== target.last) {
    return refuse('target', 'the target is one port of the container');
  }
  const publishedText = textOf(child(tree, 'published')) ?? '';
  const published = publishedText === '' ? undefined : parseRange(publishedText);
  if (publishedText !== '' && published === undefined)
    return refuse('published', 'no port or range of ports');
  const protocol = protocolOf(textOf(child(tree, 'protocol')) ?? '');
  if (protocol === undefined) return refuse('protocol', 'the protocol is tcp, udp or sctp');
  const mode = textOf(child(tree, 'mode')) ?? 'ingress';
  if (mode !== 'ingress' && mode !== 'host') return refuse('mode', 'the mode is ingress or host');
  const hostIp = textOf(child(tree, 'host_ip'));
  if (hostIp !== undefined && parseAddress(hostIp) === undefined) return refuse('host_ip', 'no address');
  return {
    ...text('name', tree, 'name'),
    mode,
    ...(hostIp !== undefined && { hostIp }),
    target: target.first,
    // Port 0 is any free port, as none is (moby's port allocator).
    ...(published !== undefined && published.last > 0 && { published }),
    protocol,
    ...text('appProtocol', tree, 'app_protocol'),
    origin: tree.origin,
  };
}

export const decodeExpose = (tree: Tree | undefined, report: Report): readonly ComposeExposed[] =>
  itemsOf(tree).flatMap((item) => decodeExposed(item, report) ?? []);

function decodeExposed(item: Tree, report: Report): ComposeExposed | undefined {
  const written = textOf(item) ?? '';
  const [port = '', protocolText = ''] = written.split('/');
  const range = parseRange(port);
  const protocol = protocolOf(protocolText);
  if (range !== undefined && protocol !== undefined) return { ...range, protocol, origin: item.origin };
  report(diagnose('E3040', { text: written, problem: 'the form is port[-port][/protocol]' }, item.origin));
  return undefined;
}
