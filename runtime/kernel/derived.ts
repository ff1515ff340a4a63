import type { Kernel } from './kernel.ts';

interface Kept<V> {
  readonly revision: number;
  readonly value: V;
}

/** A value worked out from an object of the kernel and kept, outside the plain data, until the configuration changes. */
export function derived<K extends object, V>(
  make: (kernel: Kernel, key: K) => V,
): (kernel: Kernel, key: K) => V {
  const kept = new WeakMap<K, Kept<V>>();
  return (kernel, key) => {
    const known = kept.get(key);
    if (known !== undefined && known.revision === kernel.revision) return known.value;
    const value = make(kernel, key);
    kept.set(key, { revision: kernel.revision, value });
    return value;
  };
}
