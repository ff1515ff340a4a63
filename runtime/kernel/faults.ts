import type { Fault, Kernel } from './kernel.ts';
import { changed } from './revision.ts';

/** Breaks something between machines, under a name by which it can be mended. */
export function addFault(kernel: Kernel, name: string, fault: Fault): void {
  kernel.faults.set(name, fault);
  changed(kernel);
}

export function removeFault(kernel: Kernel, name: string): boolean {
  const gone = kernel.faults.delete(name);
  if (gone) changed(kernel);
  return gone;
}
