import type {
  ComposePlan,
  PlannedDependency,
  PlannedLink,
  PlannedNetwork,
  PlannedService,
} from './compose-plan.ts';
import { flag, list, number, optional, record, text, word } from './shape.ts';
import { span } from './span-shape.ts';
import { container, network } from './spec-shape.ts';

const link = record<PlannedLink>({ target: text, alias: text });
const dependency = record<PlannedDependency>({ service: text, condition: text, restart: flag });

const plannedNetwork = record<PlannedNetwork>({ key: text, external: flag, spec: network, hash: text });

const service = record<PlannedService>({
  name: text,
  scale: number,
  containerName: optional(text),
  container,
  entrypoint: optional(list(text)),
  capAdd: list(text),
  privileged: flag,
  changesProgram: flag,
  sharesNetworkOf: optional(text),
  links: list(link),
  externalLinks: list(link),
  dependsOn: list(dependency),
  runsToCompletion: flag,
  hash: text,
  origin: span,
});

export const composePlan = record<ComposePlan>({
  project: text,
  frontEnd: word('docker compose', 'docker-compose'),
  version: text,
  separator: word('-', '_'),
  directory: text,
  files: list(text),
  networks: list(plannedNetwork),
  services: list(service),
});
