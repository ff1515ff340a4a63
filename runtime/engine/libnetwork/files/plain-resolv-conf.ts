import type { Upstream } from '../sandbox.ts';
import { nameserversIn, optionsIn, searchIn } from './parse-resolv-conf.ts';
import {
  isHostsOwn,
  isIpv6,
  isLoopbackAddress,
  MAX_UPSTREAMS,
  NDOTS,
  ndotsIn,
  PUBLIC_SERVERS,
  PUBLIC_SERVERS_IPV6,
  RESOLVER_ADDRESS,
  type ResolvConfSource,
  type ResolvConfStyle,
  wordsOf,
} from './resolv-conf.ts';

/** The file of engines before 26.0 (libnetwork resolvconf and sandbox_dns_unix.go). */
export const plain: ResolvConfStyle = {
  direct: (source) => {
    if (!isHostsOwn(source.config)) return build(wordsOf(source));
    return source.config.useHost ? source.host : filtered(source);
  },
  throughResolver: (source) => {
    const { current } = source;
    const options = optionsIn(current);
    const ndots = ndotsIn(options);
    const asked = externals(source);
    const servers = nameserversIn(current);
    return {
      text: build({
        servers: [RESOLVER_ADDRESS, ...servers.filter(isIpv6)],
        search: searchIn(current),
        options: ndots === undefined ? [...options, NDOTS] : options,
      }),
      upstreams: asked.length > 0 ? asked : upstreamsFrom(servers, false),
      forwardsSingleLabels: ndots === undefined,
    };
  },
};

/** Whom the resolver asks: a person's servers, else the host's; those on the host's own loopback are asked from there. */
const externals = (source: ResolvConfSource): Upstream[] =>
  upstreamsFrom(wordsOf(source).servers, isHostsOwn(source.config));

const upstreamsFrom = (servers: readonly string[], ofHost: boolean): Upstream[] =>
  servers
    .filter((address) => !isIpv6(address) && address !== RESOLVER_ADDRESS)
    .slice(0, MAX_UPSTREAMS)
    .map((address) => ({ address, fromHost: ofHost && isLoopbackAddress(address) }));

function build(words: ReturnType<typeof wordsOf>): string {
  return [
    ...(words.search.length > 0 ? [`search ${words.search.join(' ')}\n`] : []),
    ...words.servers.map((address) => `nameserver ${address}\n`),
    ...(words.options.length > 0 ? [`options ${words.options.join(' ')}\n`] : []),
  ].join('');
}

/** The host's own text without servers that a container cannot reach; public ones where none is left. */
function filtered({ host, speaksIpv6 }: ResolvConfSource): string {
  const left = host.replace(/^nameserver\s+(\S+)\s*\n*/gm, (line, address: string) => {
    const useless = isLoopbackAddress(address) || (isIpv6(address) && !speaksIpv6);
    return useless ? '' : line;
  });
  if (nameserversIn(left).length > 0) return left;
  const servers = speaksIpv6 ? [...PUBLIC_SERVERS, ...PUBLIC_SERVERS_IPV6] : PUBLIC_SERVERS;
  return `${left}\n${servers.map((address) => `nameserver ${address}`).join('\n')}`;
}
