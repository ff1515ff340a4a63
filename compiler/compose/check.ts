import { checkAddresses } from './check-addresses.ts';
import { checkNames } from './check-names.ts';
import { checkNetworks } from './check-networks.ts';
import { checkPitfalls } from './check-pitfalls.ts';
import { checkPorts } from './check-ports.ts';
import { checkReferences } from './check-references.ts';
import type { ComposeProject } from './project.ts';
import type { Report } from './yaml.ts';

type Check = (project: ComposeProject, report: Report) => void;

const CHECKS: readonly Check[] = [
  checkNetworks,
  checkReferences,
  checkNames,
  checkPorts,
  checkAddresses,
  checkPitfalls,
];

/** Whether the parts of a project fit together (compose-go loader/validate.go). Only active services count. */
export const checkProject: Check = (project, report) => {
  for (const check of CHECKS) check(project, report);
};
