import { formatIp } from '../../../address/ip.ts';
import type { Netns, XfrmState } from '../../../kernel/kernel.ts';

/** `ip xfrm policy` and `ip xfrm state`: what the encrypted overlay set up. */
export function showXfrm({ xfrm }: Netns, what: 'policy' | 'state'): string {
  if (what === 'state')
    return xfrm
      .flatMap(({ states, requestId }) => states.map((state) => stateText(state, requestId)))
      .reverse()
      .join('');
  return xfrm
    .map(
      ({ source, destination, mark, spi, requestId }) =>
        `src ${formatIp(source)}/32 dst ${formatIp(destination)}/32 proto udp dport 4789 \n\tdir out priority 0 ptype main \n\tmark 0x${mark.toString(16)}/0xffffffff \n\ttmpl src ${formatIp(source)} dst ${formatIp(destination)}\n\t\tproto esp spi ${hex(spi)} reqid ${requestId} mode transport\n`,
    )
    .join('');
}

/** The kernel lists the newest first. */
const stateText = ({ source, destination, spi, key }: XfrmState, requestId: number): string =>
  `src ${formatIp(source)} dst ${formatIp(destination)}\n\tproto esp spi ${hex(spi)} reqid ${requestId} mode transport\n\treplay-window 0 \n\taead rfc4106(gcm(aes)) 0x${key} 64\n\tanti-replay context: seq 0x0, oseq 0x0, bitmap 0x00000000\n\tsel src 0.0.0.0/0 dst 0.0.0.0/0 \n`;

const hex = (spi: number): string => `0x${spi.toString(16).padStart(8, '0')}`;
