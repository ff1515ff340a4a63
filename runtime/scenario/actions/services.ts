import type { Action } from '../../../compiler/ir/action.ts';
import type { Answer } from '../../engine/daemon/answer.ts';
import {
  awaitService,
  hasConverged,
  serviceCreate,
  serviceInspect,
  serviceRemove,
  serviceUpdate,
} from '../../swarm/api.ts';
import { rememberPrograms } from '../../swarm/task-programs.ts';
import type { World } from '../../world.ts';
import { type ActionResult, answered, complained, refused } from '../action-result.ts';
import { changedService, serviceRequest } from '../requests/service-request.ts';
import type { Session } from '../session.ts';
import { programSocket } from './run-container.ts';

type ActionOf<K extends Action['kind']> = Extract<Action, { kind: K }>;

/** `docker service create`, which waits for the tasks to run. */
export function createService(
  { world }: Session,
  { host, service }: ActionOf<'create-service'>,
): ActionResult {
  const request = serviceRequest(service);
  if (!request.ok) return complained(request);
  if (service.listen !== undefined) rememberPrograms(world, service.name, service.listen.map(programSocket));
  const created = serviceCreate(world, host, request.value);
  return created.ok ? converged(world, host, created, created.value.ID) : answered(created);
}

/** `docker service update`, which waits until the last task was replaced. */
export function updateService(
  { world }: Session,
  { host, service, changes, force }: ActionOf<'update-service'>,
): ActionResult {
  const known = serviceInspect(world, host, service);
  if (!known.ok) return answered(known);
  const spec = changedService(known.value.Spec, changes, force);
  if (!spec.ok) return complained(spec);
  if (changes.listen !== undefined) rememberPrograms(world, service, changes.listen.map(programSocket));
  const updated = serviceUpdate(world, host, service, spec.value);
  return updated.ok ? converged(world, host, updated, service) : answered(updated);
}

/** `docker service scale`, which waits for the tasks that it adds. */
export function scaleService(
  { world }: Session,
  { host, service, replicas }: ActionOf<'scale-service'>,
): ActionResult {
  const known = serviceInspect(world, host, service);
  if (!known.ok) return answered(known);
  const { Spec } = known.value;
  if (Spec.Mode.Replicated === undefined)
    return refused(`${service}: scale can only be used with replicated or replicated-job mode`);
  const Mode = { Replicated: { Replicas: replicas } };
  const scaled = serviceUpdate(world, host, service, { ...Spec, Mode });
  return scaled.ok ? converged(world, host, scaled, service) : answered(scaled);
}

/** `docker service rm`: the tasks end in the seconds after it. */
export const removeService = (
  { world }: Session,
  { host, service }: ActionOf<'remove-service'>,
): ActionResult => answered(serviceRemove(world, host, service));

/** The client would wait on for ever; dnet goes on and says how far the service has come. */
function converged(world: World, host: string, answer: Answer<unknown>, service: string): ActionResult {
  const last = awaitService(world, host, service).at(-1)!;
  const result = answered(answer);
  if (result.kind !== 'done' || hasConverged(last)) return result;
  const how = `the service has not converged: ${last.running} out of ${last.wanted} tasks run`;
  return { ...result, warnings: [...result.warnings, how] };
}
