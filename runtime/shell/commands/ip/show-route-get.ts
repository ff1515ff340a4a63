import { formatIp, parseIp } from '../../../address/ip.ts';
import { addressesOf, isLocal, lookupRoute } from '../../../kernel/routes.ts';
import type { Terminal } from '../../command.ts';
import { type CommandResult, fail, succeed } from '../../language/command-result.ts';

/** `ip route get ADDRESS`: the decision for one destination. */
export function routeGet({ world, netns }: Terminal, text: string): CommandResult {
  const ip = parseIp(text);
  if (ip === undefined) return fail(1, `Error: any valid address is expected rather than "${text}".\n`);
  const { kernel } = world;
  if (isLocal(kernel, netns, ip))
    return succeed(`local ${text} dev lo src ${text} uid 0 \n    cache <local> \n`);
  const route = lookupRoute(kernel, netns, ip);
  const link = route?.link === undefined ? undefined : kernel.links.get(route.link);
  if (route === undefined || link === undefined)
    return fail(2, 'RTNETLINK answers: Network is unreachable\n');
  const source =
    route.source ??
    addressesOf(kernel, netns).find((a) => a.link.id === link.id && typeof a.address.ip === typeof ip)
      ?.address.ip;
  const via = route.via === undefined ? '' : `via ${formatIp(route.via)} `;
  return succeed(
    `${text} ${via}dev ${link.name} ${source === undefined ? '' : `src ${formatIp(source)} `}uid 0 \n    cache \n`,
  );
}
