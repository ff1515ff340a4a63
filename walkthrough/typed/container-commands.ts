import type { ContainerSpec } from '../../compiler/ir/action.ts';
import { networkConnect, networkFlag } from './network-commands.ts';
import { flag, flags, pairs, quoteWord } from './quote-word.ts';

/**
 * What a person types to start such a container. An engine that takes one network with `run` needs `create`,
 * `connect` and `start` for more.
 */
export function containerRun(
  container: ContainerSpec,
  start: boolean,
  severalNetworks: boolean,
): readonly string[] {
  const { attachments, name } = container;
  const atOnce = severalNetworks ? attachments : attachments.slice(0, 1);
  const rest = attachments.slice(atOnce.length);
  const networks = container.networkMode === undefined ? atOnce.map(networkFlag) : [container.networkMode];
  const words = [...flags('--network', networks), ...optionsOf(container), quoteWord(container.image)];
  const command = container.command.map(quoteWord);
  const runs = start && rest.length === 0;
  return [
    [runs ? 'docker run -d' : 'docker create', `--name ${quoteWord(name)}`, ...words, ...command].join(' '),
    ...rest.map((attachment) => networkConnect(name, attachment)),
    ...(start && !runs ? [`docker start ${quoteWord(name)}`] : []),
  ];
}

function optionsOf(container: ContainerSpec): readonly string[] {
  const { publish, publishAll, expose, links, dns, dnsSearch, dnsOptions, extraHosts } = container;
  const { environment, labels, sysctls, hostname, domainname, mac, restart } = container;
  return [
    ...flag('--hostname', hostname),
    ...flag('--domainname', domainname),
    ...flag('--mac-address', mac),
    ...flags(
      '-p',
      publish.map(({ text }) => text),
    ),
    ...(publishAll ? ['-P'] : []),
    ...flags('--expose', expose),
    ...flags('--link', links),
    ...flags('--dns', dns),
    ...flags('--dns-search', dnsSearch),
    ...flags('--dns-option', dnsOptions),
    ...flags('--add-host', extraHosts),
    ...flags('-e', environment),
    ...flags('--label', pairs(labels)),
    ...flags('--sysctl', pairs(sysctls)),
    ...flag('--restart', restart),
  ];
}
