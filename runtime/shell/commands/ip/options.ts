/** `ip`'s own options, before the object. */
export interface IpOptions {
  readonly family?: 4 | 6;
  readonly brief: boolean;
  readonly details: boolean;
  readonly oneLine: boolean;
}

type Parsed =
  | { readonly kind: 'ok'; readonly options: IpOptions; readonly rest: readonly string[] }
  | { readonly kind: 'unknown'; readonly option: string };

const FLAGS: { readonly [flag: string]: Partial<IpOptions> } = {
  '-4': { family: 4 },
  '-6': { family: 6 },
  '-br': { brief: true },
  '-brief': { brief: true },
  '-d': { details: true },
  '-details': { details: true },
  '-o': { oneLine: true },
  '-oneline': { oneLine: true },
  // Statistics and colours change nothing that is simulated.
  '-s': {},
  '-c': {},
  '-color': {},
};

/** Splits `-4 -br addr show` into the options and what follows. */
export function parseIpOptions(args: readonly string[]): Parsed {
  let options: IpOptions = { brief: false, details: false, oneLine: false };
  let i = 0;
  for (; i < args.length && args[i]!.startsWith('-'); i++) {
    const option = args[i]!.replace(/^--/, '-');
    const change = FLAGS[option];
    if (change === undefined) return { kind: 'unknown', option: args[i]! };
    options = { ...options, ...change };
  }
  return { kind: 'ok', options, rest: args.slice(i) };
}
