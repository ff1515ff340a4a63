import { overlaps } from '../../../../address/cidr.ts';
import type { Engine } from '../../../engine.ts';
import type { NetworkDraft } from '../../network.ts';
import { forbidden, type Refusal } from '../../result.ts';
import type { BridgeAddress, BridgeNetwork } from './bridge-network.ts';

type Candidate = Pick<BridgeNetwork, 'name' | 'ipv4' | 'ipv6'>;

/** The driver's own check: no two networks have the same device, or subnets that overlap. */
export function bridgeConflict(
  engine: Engine,
  network: NetworkDraft,
  bridge: Candidate,
): Refusal | undefined {
  for (const other of engine.controller.networks.values()) {
    if (other.driverNetwork.kind !== 'bridge' || other.id === network.id) continue;
    const fault = conflictOf(bridge, other.driverNetwork.bridge);
    if (fault === undefined) continue;
    return forbidden(
      `cannot create network ${network.id} (${bridge.name}): conflicts with network ${other.id} (${other.driverNetwork.bridge.name}): ${fault}`,
    );
  }
  return undefined;
}

function conflictOf(bridge: Candidate, other: Candidate): string | undefined {
  if (bridge.name === other.name) return 'networks have same bridge name';
  if (overlap(bridge.ipv4, other.ipv4)) return 'networks have overlapping IPv4';
  return overlap(bridge.ipv6, other.ipv6) ? 'networks have overlapping IPv6' : undefined;
}

const overlap = (a: BridgeAddress | undefined, b: BridgeAddress | undefined): boolean =>
  a !== undefined && b !== undefined && overlaps(a.subnet, b.subnet);
