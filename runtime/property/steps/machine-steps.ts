import { hostName } from '../plan-scenario.ts';
import type { StepKind } from './step.ts';

/** What happens to daemons, machines and the wires between them. */
export const machineSteps: { readonly [name: string]: StepKind } = {
  'restart daemon': {
    weight: 2,
    possible: ({ hosts, stoppedDaemons }, { host }) => hosts.includes(host) && !stoppedDaemons.has(host),
    action: (_, { host }) => ({ kind: 'daemon', host: hostName(host), verb: 'restart' }),
    // Without a restart policy containers stay down after their daemon stopped.
    effect: ({ containers }, { host }) => {
      for (const container of containers.values()) if (container.host === host) container.state = 'stopped';
    },
  },
  'machine down': {
    weight: 1,
    possible: ({ hosts, down }, { host }) => hosts.length > 1 && hosts.includes(host) && !down.has(host),
    action: (_, { host }) => ({ kind: 'machine', name: hostName(host), verb: 'down' }),
    effect: ({ down }, { host }) => {
      down.add(host);
    },
  },
  'machine up': {
    weight: 2,
    possible: ({ down }, { host }) => down.has(host),
    action: (_, { host }) => ({ kind: 'machine', name: hostName(host), verb: 'up' }),
    effect: ({ down }, { host }) => {
      down.delete(host);
    },
  },
  partition: {
    weight: 1,
    possible: ({ hosts, partitioned }, { host }) => hosts.length > 1 && hosts.includes(host) && !partitioned,
    action: ({ hosts }, { host }) => ({
      kind: 'partition',
      sides: [[hostName(host)], hosts.filter((other) => other !== host).map(hostName)],
    }),
    effect: (model) => {
      model.partitioned = true;
    },
  },
  heal: {
    weight: 2,
    possible: ({ partitioned }) => partitioned,
    action: () => ({ kind: 'heal' }),
    effect: (model) => {
      model.partitioned = false;
    },
  },
};
