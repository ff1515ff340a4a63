import type { Kernel, NetnsId, XfrmPolicy } from './kernel.ts';
import { netnsOf } from './link-registry.ts';
import { changed } from './revision.ts';

/** `ip xfrm policy add`, with its state. */
export function addXfrmPolicy(kernel: Kernel, netns: NetnsId, policy: XfrmPolicy): void {
  netnsOf(kernel, netns).xfrm.push(policy);
  changed(kernel);
}

export function deleteXfrmPolicies(
  kernel: Kernel,
  netnsId: NetnsId,
  test: (policy: XfrmPolicy) => boolean,
): void {
  const { xfrm } = netnsOf(kernel, netnsId);
  xfrm.splice(0, xfrm.length, ...xfrm.filter((policy) => !test(policy)));
  changed(kernel);
}
