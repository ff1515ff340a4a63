/** What a scenario's names are called on an engine. */
export interface Names {
  real(name: string): string;
  /** Undefined for what is not the scenario's. */
  declared(real: string): string | undefined;
}

/** On an engine of our own everything has the name that the scenario gives it. */
export const OWN_NAMES: Names = { real: (name) => name, declared: (real) => real };

const PREDEFINED: ReadonlySet<string> = new Set(['bridge', 'host', 'none', 'default', 'ingress']);

/** On a shared engine every name of ours begins alike, and no other does. */
export function prefixedNames(run: string): Names {
  const prefix = `dnet-${run}-`;
  return {
    real: (name) => (PREDEFINED.has(name) || name === '' ? name : `${prefix}${name}`),
    declared: (real) => {
      if (PREDEFINED.has(real)) return real;
      return real.startsWith(prefix) ? real.slice(prefix.length) : undefined;
    },
  };
}
