import type { Kernel, KernelFeatures, Machine } from './kernel.ts';
import { setUp } from './links.ts';
import { createNetns, loopbackOf } from './namespaces.ts';
import { changed } from './revision.ts';
import { setSysctl } from './sysctls.ts';

/** A kernel with everything that Docker can use. */
export const ALL_FEATURES: KernelFeatures = {
  ipVs: true,
  esp: true,
  ipvlan: true,
  macvlan: true,
  vlan: true,
  dummy: true,
  vxlan: true,
  brNetfilter: true,
  sctp: true,
};

export interface MachineSpec {
  readonly name: string;
  readonly kind: Machine['kind'];
  /** Where the kernel differs from one with everything. */
  readonly features?: Partial<KernelFeatures>;
  /** Values that differ from the kernel's defaults, by key with dots: `net.ipv4.ip_forward`. */
  readonly sysctls?: Readonly<Record<string, string>>;
}

export const createKernel = (): Kernel => ({
  machines: new Map(),
  namespaces: new Map(),
  links: new Map(),
  segments: new Map(),
  faults: new Map(),
  revision: 0,
  nextId: 1,
});

/** A computer that has just started: its own namespace, with `lo` up. Throws when the name is taken. */
export function addMachine(kernel: Kernel, spec: MachineSpec): Machine {
  if (kernel.machines.has(spec.name)) throw new Error(`machine ${spec.name} exists`);
  const root = createNetns(kernel, { machine: spec.name, name: '', label: spec.name });
  const machine: Machine = {
    name: spec.name,
    kind: spec.kind,
    root: root.id,
    features: { ...ALL_FEATURES, ...spec.features },
  };
  kernel.machines.set(spec.name, machine);
  changed(kernel);
  for (const [key, value] of Object.entries(spec.sysctls ?? {})) setSysctl(kernel, root.id, key, value);
  setUp(kernel, loopbackOf(kernel, root.id).id);
  return machine;
}
