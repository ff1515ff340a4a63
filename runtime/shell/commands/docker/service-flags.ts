import { parseIp } from '../../../address/ip.ts';
import { parsePublish } from '../../../docker-client/publish-option.ts';
import type { FlagSpec } from '../../pflag/spec.ts';

const complaintOfPublish = (text: string): string | undefined => {
  const parsed = parsePublish(text);
  return parsed.ok ? undefined : parsed.message;
};
const complaintOfDns = (text: string): string | undefined =>
  parseIp(text) === undefined ? `IP address is not correctly formatted: ${text}` : undefined;

/** How replicas are replaced, going forward or back. */
const rollout = (
  prefix: string,
  word: string,
  actions: string,
  many: string,
  done: string,
): readonly FlagSpec[] => [
  {
    name: `${prefix}-delay`,
    type: 'duration',
    usage: `Delay between ${many === 'updates' ? 'updates' : 'task rollbacks'} (ns|us|ms|s|m|h)`,
  },
  { name: `${prefix}-failure-action`, type: 'string', usage: `Action on ${prefix} failure (${actions})` },
  {
    name: `${prefix}-max-failure-ratio`,
    type: 'float',
    usage: `Failure rate to tolerate during ${prefix === 'update' ? 'an' : 'a'} ${prefix}`,
  },
  {
    name: `${prefix}-monitor`,
    type: 'duration',
    usage: `Duration after each task ${prefix} to monitor for failure (ns|us|ms|s|m|h)`,
  },
  { name: `${prefix}-order`, type: 'string', usage: `${word} order ("start-first", "stop-first")` },
  {
    name: `${prefix}-parallelism`,
    type: 'uint',
    usage: `Maximum number of tasks ${done} simultaneously (0 to ${prefix === 'update' ? 'update' : 'roll back'} all at once)`,
  },
];

/** Flags of `docker service create` that `update` has too. */
const COMMON: readonly FlagSpec[] = [
  {
    name: 'detach',
    shorthand: 'd',
    type: 'bool',
    usage: 'Exit immediately instead of waiting for the service to converge',
  },
  { name: 'endpoint-mode', type: 'string', usage: 'Endpoint mode (vip or dnsrr)' },
  { name: 'entrypoint', type: 'string', usage: 'Overwrite the default ENTRYPOINT of the image' },
  { name: 'hostname', type: 'string', usage: 'Container hostname' },
  {
    name: 'no-resolve-image',
    type: 'bool',
    usage: 'Do not query the registry to resolve image digest and supported platforms',
  },
  { name: 'quiet', shorthand: 'q', type: 'bool', usage: 'Suppress progress output' },
  { name: 'replicas', type: 'uint', usage: 'Number of tasks' },
  {
    name: 'replicas-max-per-node',
    type: 'uint',
    usage: 'Maximum number of tasks per node (default 0 = unlimited)',
  },
  {
    name: 'restart-condition',
    type: 'string',
    usage: 'Restart when condition is met ("none", "on-failure", "any")',
  },
  { name: 'restart-delay', type: 'duration', usage: 'Delay between restart attempts (ns|us|ms|s|m|h)' },
  { name: 'restart-max-attempts', type: 'uint', usage: 'Maximum number of restarts before giving up' },
  ...rollout('rollback', 'Rollback', '"pause", "continue"', 'rollbacks', 'rolled back'),
  {
    name: 'stop-grace-period',
    type: 'duration',
    usage: 'Time to wait before force killing a container (ns|us|ms|s|m|h)',
  },
  ...rollout('update', 'Update', '"pause", "continue", "rollback"', 'updates', 'updated'),
  { name: 'with-registry-auth', type: 'bool', usage: 'Send registry authentication details to swarm agents' },
];

const PUBLISH: Pick<FlagSpec, 'type' | 'typeName' | 'validate'> = {
  type: 'list',
  typeName: 'port',
  validate: complaintOfPublish,
};

export const CREATE_FLAGS: readonly FlagSpec[] = [
  ...COMMON,
  { name: 'constraint', type: 'list', usage: 'Placement constraints' },
  { name: 'container-label', type: 'list', usage: 'Container labels' },
  { name: 'dns', type: 'list', usage: 'Set custom DNS servers', validate: complaintOfDns },
  { name: 'dns-option', type: 'list', usage: 'Set DNS options' },
  { name: 'dns-search', type: 'list', usage: 'Set custom DNS search domains' },
  { name: 'env', shorthand: 'e', type: 'list', usage: 'Set environment variables' },
  { name: 'host', type: 'list', usage: 'Set one or more custom host-to-IP mappings (host:ip)' },
  { name: 'label', shorthand: 'l', type: 'list', usage: 'Service labels' },
  {
    name: 'mode',
    type: 'string',
    default: 'replicated',
    usage: 'Service mode ("replicated", "global", "replicated-job", "global-job")',
  },
  { name: 'name', type: 'string', usage: 'Service name' },
  { name: 'network', type: 'list', typeName: 'network', usage: 'Network attachments' },
  { name: 'placement-pref', type: 'list', usage: 'Add a placement preference' },
  { name: 'publish', shorthand: 'p', usage: 'Publish a port as a node port', ...PUBLISH },
];

export const UPDATE_FLAGS: readonly FlagSpec[] = [
  ...COMMON,
  { name: 'args', type: 'string', usage: 'Service command args' },
  { name: 'constraint-add', type: 'list', usage: 'Add or update a placement constraint' },
  { name: 'constraint-rm', type: 'list', usage: 'Remove a constraint' },
  { name: 'container-label-add', type: 'list', usage: 'Add or update a container label' },
  { name: 'container-label-rm', type: 'list', usage: 'Remove a container label by its key' },
  { name: 'dns-add', type: 'list', usage: 'Add or update a custom DNS server', validate: complaintOfDns },
  { name: 'dns-option-add', type: 'list', usage: 'Add or update a DNS option' },
  { name: 'dns-option-rm', type: 'list', usage: 'Remove a DNS option' },
  { name: 'dns-rm', type: 'list', usage: 'Remove a custom DNS server' },
  { name: 'dns-search-add', type: 'list', usage: 'Add or update a custom DNS search domain' },
  { name: 'dns-search-rm', type: 'list', usage: 'Remove a DNS search domain' },
  { name: 'env-add', type: 'list', usage: 'Add or update an environment variable' },
  { name: 'env-rm', type: 'list', usage: 'Remove an environment variable' },
  { name: 'force', type: 'bool', usage: 'Force update even if no changes require it' },
  { name: 'host-add', type: 'list', usage: 'Add a custom host-to-IP mapping ("host:ip")' },
  { name: 'host-rm', type: 'list', usage: 'Remove a custom host-to-IP mapping ("host:ip")' },
  { name: 'image', type: 'string', usage: 'Service image tag' },
  { name: 'label-add', type: 'list', usage: 'Add or update a service label' },
  { name: 'label-rm', type: 'list', usage: 'Remove a label by its key' },
  { name: 'network-add', type: 'list', typeName: 'network', usage: 'Add a network' },
  { name: 'network-rm', type: 'list', usage: 'Remove a network' },
  { name: 'placement-pref-add', type: 'list', usage: 'Add a placement preference' },
  { name: 'placement-pref-rm', type: 'list', usage: 'Remove a placement preference' },
  { name: 'publish-add', usage: 'Add or update a published port', ...PUBLISH },
  { name: 'publish-rm', type: 'list', typeName: 'port', usage: 'Remove a published port by its target port' },
  { name: 'rollback', type: 'bool', usage: 'Rollback to previous specification' },
];
