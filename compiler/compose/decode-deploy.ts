import type { ComposeDeploy, ComposeRestartPolicy, ComposeUpdateConfig } from './project.ts';
import { child, itemsOf, type Tree, toJson } from './tree.ts';
import { located, locatedList, locatedNumber, number, pairs, text } from './values.ts';

/** A service's `deploy`, from its canonical tree. */
export function decodeDeploy(tree: Tree): ComposeDeploy {
  const placement = child(tree, 'placement');
  const update = child(tree, 'update_config');
  const rollback = child(tree, 'rollback_config');
  const restart = child(tree, 'restart_policy');
  const resources = child(tree, 'resources');
  return {
    origin: tree.origin,
    ...located('mode', tree, 'mode'),
    ...locatedNumber('replicas', tree, 'replicas'),
    ...located('endpointMode', tree, 'endpoint_mode'),
    constraints: locatedList(child(placement, 'constraints')),
    preferences: itemsOf(child(placement, 'preferences')).flatMap(
      (preference) => located('spread', preference, 'spread').spread ?? [],
    ),
    ...locatedNumber('maxReplicasPerNode', placement, 'max_replicas_per_node'),
    ...(update && { updateConfig: decodeUpdate(update) }),
    ...(rollback && { rollbackConfig: decodeUpdate(rollback) }),
    ...(restart && { restartPolicy: decodeRestart(restart) }),
    labels: pairs(child(tree, 'labels')),
    ...(resources && { resources: toJson(resources) }),
  };
}

const decodeUpdate = (tree: Tree): ComposeUpdateConfig => ({
  origin: tree.origin,
  ...number('parallelism', tree, 'parallelism'),
  ...text('delay', tree, 'delay'),
  ...text('failureAction', tree, 'failure_action'),
  ...text('monitor', tree, 'monitor'),
  ...number('maxFailureRatio', tree, 'max_failure_ratio'),
  ...text('order', tree, 'order'),
});

const decodeRestart = (tree: Tree): ComposeRestartPolicy => ({
  origin: tree.origin,
  ...text('condition', tree, 'condition'),
  ...text('delay', tree, 'delay'),
  ...number('maxAttempts', tree, 'max_attempts'),
  ...text('window', tree, 'window'),
});
