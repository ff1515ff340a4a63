import { formatIp, type Ip } from '../address/ip.ts';
import type { Service } from '../kernel/kernel.ts';

export interface Address {
  readonly ip: Ip;
  readonly port: number;
}

const printed = ({ ip, port }: Address): string =>
  typeof ip === 'number' ? `${formatIp(ip)}:${port}` : `[${formatIp(ip)}]:${port}`;

/** What a program says to who asked it; undefined where it says nothing. */
export function answerText(service: Service, peer: Address, local: Address): string | undefined {
  switch (service.kind) {
    case 'echo': {
      const where = service.tellsLocal ? ` local=${printed(local)}` : '';
      return `srv=${service.name} peer=${printed(peer)}${where}\n`;
    }
    case 'http':
      return service.page ?? `${service.name}\n`;
    case 'dns':
      return '';
    case 'proxy':
    case 'silent':
      return undefined;
  }
}
