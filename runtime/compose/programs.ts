import type { ComposePlan } from '../../compiler/ir/compose-plan.ts';
import type { ComposeProgram } from './compose-run.ts';
import { dockerComposeV1 } from './v1/program.ts';
import { dockerComposeV2 } from './v2/program.ts';

/** The programs that play a project, by their names. */
export const COMPOSE_PROGRAMS: { readonly [name in ComposePlan['frontEnd']]: ComposeProgram } = {
  'docker compose': dockerComposeV2,
  'docker-compose': dockerComposeV1,
};
