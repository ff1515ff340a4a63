import { hostName, presentHost, serviceName } from '../plan-scenario.ts';
import type { StepModel } from '../step-model.ts';
import type { StepKind } from './step.ts';

const manager = ({ plan }: StepModel): string => hostName(presentHost(plan, 0));

/** What happens to services and nodes of a swarm. */
export const serviceSteps: { readonly [name: string]: StepKind } = {
  scale: {
    weight: 2,
    possible: ({ services }, { service }) => services.has(service),
    action: (model, { service, replicas }) => ({
      kind: 'scale-service',
      host: manager(model),
      service: serviceName(service),
      replicas,
    }),
    effect: () => undefined,
  },
  drain: {
    weight: 1,
    possible: ({ services, hosts, drained }, { host }) =>
      services.size > 0 && hosts.length > 1 && hosts.includes(host) && !drained.has(host),
    action: (model, { host }) => ({
      kind: 'update-node',
      host: manager(model),
      node: hostName(host),
      availability: 'drain',
    }),
    effect: ({ drained }, { host }) => {
      drained.add(host);
    },
  },
  activate: {
    weight: 1,
    possible: ({ drained }, { host }) => drained.has(host),
    action: (model, { host }) => ({
      kind: 'update-node',
      host: manager(model),
      node: hostName(host),
      availability: 'active',
    }),
    effect: ({ drained }, { host }) => {
      drained.delete(host);
    },
  },
};
