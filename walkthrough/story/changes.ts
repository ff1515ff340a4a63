import type { AttachmentView, BoxView, NetworkView, Topology } from './topology.ts';

/** What is otherwise than it was: a sentence, and what of the picture it is about. */
export interface Change {
  readonly kind: 'added' | 'removed' | 'changed';
  /** Markdown. */
  readonly text: string;
  /** Keys of boxes and networks, or `box network` of an attachment. */
  readonly keys: readonly string[];
}

/** What a picture marks between two moments of a story, boxes after networks. */
export function changesBetween(before: Topology, after: Topology): readonly Change[] {
  return [
    ...networkChanges(before, after),
    ...before.machines.flatMap(({ name, boxes }) => {
      const now = boxesOf(after, name);
      return boxes.filter(({ key }) => !now.some((box) => box.key === key)).map(gone);
    }),
    ...after.machines.flatMap(({ name, boxes }) => {
      const then = boxesOf(before, name);
      return boxes.flatMap((box) =>
        boxChanges(
          then.find(({ key }) => key === box.key),
          box,
          before,
          after,
        ),
      );
    }),
    ...machineChanges(before, after),
  ];
}

const boxesOf = ({ machines }: Topology, machine: string): readonly BoxView[] =>
  machines.find(({ name }) => name === machine)?.boxes ?? [];

/** A network that the engine made for somebody goes without saying: the newcomer is told. */
function networkChanges(before: Topology, after: Topology): readonly Change[] {
  const has = ({ networks }: Topology, key: string) => networks.some((network) => network.key === key);
  return [
    ...before.networks
      .filter(({ key }) => !has(after, key))
      .map(
        ({ key, name }): Change => ({
          kind: 'removed',
          text: `nobody is on \`${name}\` any more`,
          keys: [key],
        }),
      ),
    ...after.networks.filter(({ key }) => !has(before, key)).map(newNetwork),
  ];
}

const newNetwork = ({ key, name, driver, subnets }: NetworkView): Change => ({
  kind: 'added',
  text: `\`${name}\` comes in: ${driver}${subnets.length > 0 ? `, ${subnets.join(', ')}` : ''}`,
  keys: [key],
});

const gone = ({ key, name }: BoxView): Change => ({
  kind: 'removed',
  text: `\`${name}\` is gone`,
  keys: [key],
});

function boxChanges(
  then: BoxView | undefined,
  now: BoxView,
  before: Topology,
  after: Topology,
): readonly Change[] {
  const { key, name } = now;
  if (then === undefined)
    return [{ kind: 'added', text: `\`${name}\` is new${places(now, after)}`, keys: [key] }];
  const same = then.id === now.id;
  const remade: Change = {
    kind: 'changed',
    text: `\`${name}\` is a new container of the old name${places(now, after)}`,
    keys: [key],
  };
  if (!same) return [remade];
  const state: Change = { kind: 'changed', text: `\`${name}\` is ${now.state}`, keys: [key] };
  return [...(then.state === now.state ? [] : [state]), ...attachmentChanges(then, now, before, after)];
}

function places({ attachments, mode }: BoxView, topology: Topology): string {
  if (mode.kind === 'host') return ', on the host’s own network';
  if (mode.kind === 'none') return ', without a network';
  if (mode.kind === 'container') return `, in the namespace of \`${mode.of}\``;
  const wires = attachments.map((wire) => `${wire.address || 'no address'} on \`${nameOf(topology, wire)}\``);
  return wires.length === 0 ? '' : `: ${wires.join(', ')}`;
}

function attachmentChanges(
  then: BoxView,
  now: BoxView,
  before: Topology,
  after: Topology,
): readonly Change[] {
  const find = ({ attachments }: BoxView, network: string) =>
    attachments.find((wire) => wire.network === network);
  const left = then.attachments
    .filter(({ network }) => !find(now, network))
    .map(
      (wire): Change => ({
        kind: 'removed',
        text: `\`${now.name}\` left \`${nameOf(before, wire)}\``,
        keys: [now.key],
      }),
    );
  const joined = now.attachments.flatMap((wire): readonly Change[] => {
    const old = find(then, wire.network);
    const keys = [now.key, `${now.key} ${wire.network}`];
    const on = `\`${nameOf(after, wire)}\``;
    if (old === undefined)
      return [
        {
          kind: 'added',
          text: `\`${now.name}\` joined ${on} as ${wire.interface || 'a card'} ${wire.address}`,
          keys,
        },
      ];
    if (old.address === wire.address || wire.address === '') return [];
    const was = old.address === '' ? '' : `, was ${old.address}`;
    return [{ kind: 'changed', text: `\`${now.name}\` has ${wire.address} on ${on}${was}`, keys }];
  });
  return [...left, ...joined];
}

const nameOf = ({ networks }: Topology, { network }: AttachmentView): string =>
  networks.find(({ key }) => key === network)?.name ?? network.slice(0, 12);

function machineChanges(before: Topology, after: Topology): readonly Change[] {
  return after.machines.flatMap(({ name, down, swarm }): readonly Change[] => {
    const then = before.machines.find((machine) => machine.name === name);
    if (then === undefined) return [];
    const keys = [name];
    return [
      ...(then.down === down
        ? []
        : [{ kind: 'changed' as const, text: `\`${name}\` is ${down ? 'down' : 'up again'}`, keys }]),
      ...(then.swarm === swarm
        ? []
        : [
            {
              kind: 'changed' as const,
              text: `\`${name}\` is ${swarm === undefined ? 'out of the swarm' : `a ${swarm} of the swarm`}`,
              keys,
            },
          ]),
    ];
  });
}
