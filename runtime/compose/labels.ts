import type { ComposePlan, PlannedNetwork, PlannedService } from '../../compiler/ir/compose-plan.ts';
import type { StringMap } from '../docker-api/network.ts';

const PREFIX = 'com.docker.compose';
export const PROJECT = `${PREFIX}.project`;
export const SERVICE = `${PREFIX}.service`;
export const NETWORK = `${PREFIX}.network`;
export const NUMBER = `${PREFIX}.container-number`;
export const CONFIG_HASH = `${PREFIX}.config-hash`;
export const ONE_OFF = `${PREFIX}.oneoff`;

/** What both programs write on every container of a project. */
export const containerLabels = (plan: ComposePlan, service: PlannedService, number: number): StringMap => ({
  ...service.container.labels,
  [PROJECT]: plan.project,
  [`${PROJECT}.config_files`]: plan.files.join(','),
  [`${PROJECT}.working_dir`]: plan.directory,
  [SERVICE]: service.name,
  [NUMBER]: `${number}`,
  [ONE_OFF]: 'False',
  [CONFIG_HASH]: service.hash,
  [`${PREFIX}.version`]: plan.version,
});

/** `com.docker.compose.depends_on` of the newer program: `db:service_started:false`. */
export const dependencyLabel = ({ dependsOn }: PlannedService): StringMap => ({
  [`${PREFIX}.depends_on`]: dependsOn
    .map(({ service, condition, restart }) => `${service}:${condition}:${restart}`)
    .join(','),
});

/** What both programs write on a network that they make; what they call it in the label differs. */
export const networkLabels = (plan: ComposePlan, { spec }: PlannedNetwork, called: string): StringMap => ({
  ...spec.labels,
  [PROJECT]: plan.project,
  [NETWORK]: called,
  [`${PREFIX}.version`]: plan.version,
});
