import { parseIp } from '../../../address/ip.ts';
import type { PortRange, Target } from '../../../kernel/netfilter/rule.ts';
import { parsePorts } from './parse-match.ts';

/** `-j NAME` with the options that followed it. */
export interface TargetWords {
  readonly name: string;
  readonly goto: boolean;
  readonly options: ReadonlyMap<string, string>;
}

type Parsed = Target | { readonly error: string };

/** `1.2.3.4`, `1.2.3.4:80`, `:80`, `1.2.3.4:80-90`. */
function natTo(value: string): { readonly to?: number | bigint; readonly port?: PortRange } | undefined {
  const six = /^\[([^\]]+)\](?::(.+))?$/.exec(value);
  const bare = parseIp(value);
  if (bare !== undefined) return { to: bare };
  const [address, ports] = six
    ? [six[1]!, six[2]]
    : [value.slice(0, Math.max(value.indexOf(':'), 0)), value.slice(value.indexOf(':') + 1)];
  const to = address === '' ? undefined : parseIp(address);
  const port = ports === undefined ? undefined : parsePorts(ports, '-');
  if ((address !== '' && to === undefined) || (ports !== undefined && port === undefined)) return undefined;
  return { ...(to === undefined ? {} : { to }), ...(port === undefined ? {} : { port }) };
}

const REJECTS = new Set([
  'icmp-net-unreachable',
  'icmp-host-unreachable',
  'icmp-port-unreachable',
  'icmp-proto-unreachable',
  'icmp-net-prohibited',
  'icmp-host-prohibited',
  'icmp-admin-prohibited',
  'icmp6-port-unreachable',
  'icmp6-adm-prohibited',
  'tcp-reset',
]);

function markTarget(options: ReadonlyMap<string, string>): Parsed {
  const text = options.get('--set-mark') ?? options.get('--set-xmark');
  if (text === undefined)
    return { error: 'MARK: One of the --set-xmark, --{and,or,xor,set}-mark options is required' };
  const [value, mask] = text.split('/').map(Number);
  if (value === undefined || Number.isNaN(value)) return { error: `MARK: bad value for option "--set-mark"` };
  return { kind: 'set-mark', value, mask: mask ?? 0xffffffff };
}

/** Reads a target; a name that is no target of the kernel's is a user chain. */
export function parseTarget({ name, goto, options }: TargetWords, family: 4 | 6): Parsed {
  switch (name) {
    case 'ACCEPT':
      return { kind: 'accept' };
    case 'DROP':
      return { kind: 'drop' };
    case 'RETURN':
      return { kind: 'return' };
    case 'MASQUERADE':
      return { kind: 'masquerade' };
    case 'REJECT': {
      const way =
        options.get('--reject-with') ?? (family === 4 ? 'icmp-port-unreachable' : 'icmp6-port-unreachable');
      return REJECTS.has(way) ? { kind: 'reject', with: way } : { error: `unknown reject type "${way}"` };
    }
    case 'DNAT':
    case 'SNAT': {
      const option = name === 'DNAT' ? '--to-destination' : '--to-source';
      const value = options.get(option);
      if (value === undefined) return { error: `${name}: option "${option}" must be specified` };
      const to = natTo(value);
      return to === undefined
        ? { error: `Bad IP address "${value}"` }
        : { kind: name === 'DNAT' ? 'dnat' : 'snat', ...to };
    }
    case 'REDIRECT': {
      const value = options.get('--to-ports') ?? options.get('--to-port');
      const port = value === undefined ? undefined : parsePorts(value, '-');
      if (value !== undefined && port === undefined) return { error: `Port \`${value}' not valid` };
      return { kind: 'redirect', ...(port === undefined ? {} : { port }) };
    }
    case 'MARK':
      return markTarget(options);
    case 'LOG':
      return {
        kind: 'log',
        ...(options.has('--log-prefix') ? { prefix: options.get('--log-prefix')! } : {}),
      };
    case 'NOTRACK':
      return { kind: 'notrack' };
    case 'CHECKSUM':
      return { kind: 'checksum-fill' };
    default:
      return { kind: goto ? 'goto' : 'jump', chain: name };
  }
}

/** Options of targets that take a value; they stand after `-j`. */
export const TARGET_OPTIONS: ReadonlySet<string> = new Set([
  '--to-destination',
  '--to-source',
  '--to-ports',
  '--to-port',
  '--reject-with',
  '--set-mark',
  '--set-xmark',
  '--log-prefix',
  '--log-level',
]);
