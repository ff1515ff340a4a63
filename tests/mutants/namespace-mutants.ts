import type { Action } from '../../compiler/ir/action.ts';
import { deleteLink, linkByName, setDown } from '../../runtime/kernel/links.ts';
import { changed } from '../../runtime/kernel/revision.ts';
import { removeRoutes } from '../../runtime/kernel/routes.ts';
import { broken, containerNamed, enginesOf, type Mutant, misunderstood, sandboxesOf } from './mutant.ts';

type Run = Extract<Action, { kind: 'run-container' }>;

/** A container that asks for one mode gets another, and says that it has the first. */
const inAnotherMode = (isMeant: (mode: string) => boolean, other: string | undefined) =>
  misunderstood(
    (action): Action => {
      if (!isRun(action) || !isMeant(action.container.networkMode ?? '')) return action;
      const { networkMode: _, ...container } = action.container;
      return {
        ...action,
        container: { ...container, ...(other !== undefined && { networkMode: other }) },
      };
    },
    (world, action) => {
      if (!isRun(action) || !isMeant(action.container.networkMode ?? '')) return;
      const container = containerNamed(world, action.container.name);
      const asked = action.container.networkMode!;
      const partner = /^container:(.*)$/.exec(asked)?.[1];
      const mode = partner === undefined ? asked : `container:${containerNamed(world, partner)?.id}`;
      if (container) container.hostConfig = { ...container.hostConfig, NetworkMode: mode };
    },
  );

const isRun = (action: Action): action is Run => action.kind === 'run-container';

/** Faults in what a container's namespace is and has. */
export const namespaceMutants: readonly Mutant[] = [
  {
    fault: '`internal` is ignored',
    law: 'an internal network never reaches the LAN',
    doing: misunderstood(
      (action) =>
        action.kind === 'create-network'
          ? { ...action, network: { ...action.network, internal: false } }
          : action,
      (world, action) => {
        if (action.kind !== 'create-network' || !action.network.internal) return;
        for (const { controller } of enginesOf(world))
          for (const network of controller.networks.values())
            if (network.name === action.network.name) (network as { internal: boolean }).internal = true;
      },
    ),
  },
  {
    fault: 'mode none gets the default bridge',
    law: 'mode none reaches nothing',
    doing: inAnotherMode((mode) => mode === 'none', undefined),
  },
  {
    fault: 'mode host gets the default bridge',
    law: 'host mode reaches what the host reaches',
    doing: inAnotherMode((mode) => mode === 'host', undefined),
  },
  {
    fault: 'container mode gets a namespace of its own, with nothing in it',
    law: 'container mode reaches exactly what its target reaches',
    doing: inAnotherMode((mode) => mode.startsWith('container:'), 'none'),
  },
  {
    fault: "container mode gets the default bridge instead of its target's networks",
    law: 'container mode reaches exactly what its target reaches',
    doing: inAnotherMode((mode) => mode.startsWith('container:'), undefined),
  },
  {
    fault: 'containers get no default route',
    law: 'a bridge leads out',
    doing: broken((world) => {
      for (const netns of sandboxesOf(world)) {
        removeRoutes(netns, ({ destination }) => destination.length === 0);
        changed(world.kernel);
      }
    }),
  },
  {
    fault: 'the host end of a new container’s veth stays down',
    law: 'the host reaches its containers',
    doing: broken((world) => {
      for (const { controller } of enginesOf(world))
        for (const { device } of controller.endpoints.values())
          if (device?.port !== undefined && world.kernel.links.get(device.port)?.up)
            setDown(world.kernel, device.port);
    }),
  },
  {
    fault: 'an address is handed out twice',
    law: 'who is asked answers',
    doing: broken((world) => {
      for (const { controller } of enginesOf(world)) {
        const first = new Map<string, number | bigint>();
        for (const { network, sandbox, attachment, ipv4 } of controller.endpoints.values()) {
          const netns = controller.sandboxes.get(sandbox ?? '')?.netns;
          const link =
            netns === undefined || !attachment ? undefined : linkByName(world.kernel, netns, attachment.name);
          if (link === undefined || ipv4 === undefined) continue;
          const taken = first.get(network);
          const own = link.addresses.findIndex(({ ip }) => typeof ip === 'number');
          if (taken === undefined) first.set(network, link.addresses[own]?.ip ?? ipv4.ip);
          else if (own >= 0 && link.addresses[own]!.ip !== taken) {
            link.addresses[own] = { ...link.addresses[own]!, ip: taken };
            changed(world.kernel);
          }
        }
      }
    }),
  },
  {
    fault: 'connecting takes the default route away',
    law: 'attaching loses no reach',
    doing: broken((world, action) => {
      if (action.kind !== 'connect') return;
      const netns = world.kernel.namespaces.get(containerNamed(world, action.container)?.netns ?? -1);
      if (netns === undefined) return;
      removeRoutes(netns, ({ destination }) => destination.length === 0);
      changed(world.kernel);
    }),
  },
  {
    fault: 'renaming unplugs the container',
    law: 'renaming changes nothing',
    doing: broken((world, action) => {
      if (action.kind !== 'container-command' || action.command !== 'rename') return;
      const netns = containerNamed(world, action.argument ?? '')?.netns;
      const link = netns === undefined ? undefined : linkByName(world.kernel, netns, 'eth0');
      if (link) deleteLink(world.kernel, link.id);
    }),
  },
  {
    fault: 'disconnecting forgets the endpoint and leaves the link',
    law: 'no shared network means no packet',
    doing: (session, action, origin) => {
      const container =
        action.kind === 'disconnect' ? containerNamed(session.world, action.container) : undefined;
      if (action.kind !== 'disconnect' || !container?.networks.has(action.network))
        return misunderstood(
          (same) => same,
          () => undefined,
        )(session, action, origin);
      container.networks.delete(action.network);
      return { kind: 'done', warnings: [] };
    },
  },
  {
    fault: 'stopping a container lets its host forward what it should not',
    law: 'stopping gains no reach',
    doing: broken((world, action) => {
      if (action.kind !== 'container-command' || action.command !== 'stop') return;
      for (const { host } of enginesOf(world)) {
        const root = world.kernel.namespaces.get(world.kernel.machines.get(host)!.root)!;
        for (const chain of root.ipv4.tables.get('filter')?.chains.values() ?? []) {
          chain.rules.splice(0, chain.rules.length);
          if (chain.policy) chain.policy = 'ACCEPT';
        }
        root.ipv4.revision++;
      }
      changed(world.kernel);
    }),
  },
];
