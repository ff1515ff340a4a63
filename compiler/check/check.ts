import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { BoundScenario } from '../bind/bound-scenario.ts';
import { addressInNoSubnet } from './rules/address-in-no-subnet.ts';
import { answerParties } from './rules/answer-parties.ts';
import { becauseReasons } from './rules/because-reasons.ts';
import { claimAboutItself } from './rules/claim-about-itself.ts';
import { composeProjects } from './rules/compose-projects.ts';
import { connectionPort } from './rules/connection-port.ts';
import { containerName } from './rules/container-name.ts';
import { declarationPlace } from './rules/declaration-place.ts';
import { duplicateAddresses } from './rules/duplicate-addresses.ts';
import { engineVersion } from './rules/engine-version.ts';
import { evenManagers } from './rules/even-managers.ts';
import { exercises } from './rules/exercises.ts';
import { hostPortTwice } from './rules/host-port-twice.ts';
import { kernelFeature } from './rules/kernel-feature.ts';
import { largePortRange } from './rules/large-port-range.ts';
import { loopbackPublished } from './rules/loopback-published.ts';
import { matrixCells } from './rules/matrix-cells.ts';
import { networkModeConflicts } from './rules/network-mode-conflicts.ts';
import { nothingListens } from './rules/nothing-listens.ts';
import { overlappingSubnets } from './rules/overlapping-subnets.ts';
import { portNumbers } from './rules/port-numbers.ts';
import { publishWithoutEffect } from './rules/publish-without-effect.ts';
import { requiredAttributes } from './rules/required-attributes.ts';
import { severalHosts } from './rules/several-hosts.ts';
import { statementIds } from './rules/statement-ids.ts';
import { staticAddress } from './rules/static-address.ts';
import { staticInDynamicRange } from './rules/static-in-dynamic-range.ts';
import { subnetHostBits } from './rules/subnet-host-bits.ts';
import { subnetOptions } from './rules/subnet-options.ts';
import { unused } from './rules/unused.ts';

/** What can be known without simulating. A rule looks at a bound scenario and says what is wrong with it. */
export type Rule = (scenario: BoundScenario) => Iterable<Diagnostic>;

const RULES: readonly Rule[] = [
  addressInNoSubnet,
  answerParties,
  becauseReasons,
  claimAboutItself,
  composeProjects,
  connectionPort,
  containerName,
  declarationPlace,
  duplicateAddresses,
  engineVersion,
  evenManagers,
  exercises,
  hostPortTwice,
  kernelFeature,
  largePortRange,
  loopbackPublished,
  matrixCells,
  networkModeConflicts,
  nothingListens,
  overlappingSubnets,
  portNumbers,
  publishWithoutEffect,
  requiredAttributes,
  severalHosts,
  statementIds,
  staticAddress,
  staticInDynamicRange,
  subnetHostBits,
  subnetOptions,
  unused,
];

/**
 * A step that is meant to be refused may say what Docker refuses; only claims are held against the rules
 * there.
 */
export function checkScenario(scenario: BoundScenario): readonly Diagnostic[] {
  const refused = scenario.node.statements.filter((s) => s.kind === 'step' && s.failsWith !== undefined);
  const isMeant = ({ code, span }: Diagnostic) =>
    code.startsWith('E1') &&
    refused.some((step) => step.span.start <= span.start && span.end <= step.span.end);
  return RULES.flatMap((rule) => [...rule(scenario)]).filter((diagnostic) => !isMeant(diagnostic));
}
