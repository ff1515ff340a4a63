import { formatIp } from '../../../address/ip.ts';
import type { Netns } from '../../../kernel/kernel.ts';

/** `ip xfrm policy` and `ip xfrm state`: what the encrypted overlay set up. */
export function showXfrm({ xfrm }: Netns, what: 'policy' | 'state'): string {
  if (what === 'state')
    return xfrm
      .filter(({ state }) => state)
      .map(
        ({ source, destination, spi, requestId }) =>
          `src ${formatIp(source)} dst ${formatIp(destination)}\n\tproto esp spi 0x${spi.toString(16)} reqid ${requestId} mode transport\n\treplay-window 0 \n\taead rfc4106(gcm(aes)) 0x 64\n`,
      )
      .join('');
  return xfrm
    .map(
      ({ source, destination, mark, spi, requestId }) =>
        `src ${formatIp(source)}/32 dst ${formatIp(destination)}/32 proto udp dport 4789 \n\tdir out priority 0 ptype main \n\tmark 0x${mark.toString(16)}/0xffffffff \n\ttmpl src ${formatIp(source)} dst ${formatIp(destination)}\n\t\tproto esp spi 0x${spi.toString(16)} reqid ${requestId} mode transport\n`,
    )
    .join('');
}
