import type { ActionBody, AttributeItem, Party } from '../ast.ts';
import type {
  ActionCstNode,
  AttachmentCstNode,
  BetweenCstNode,
  ListenPortCstNode,
  StartActionCstNode,
  StopActionCstNode,
} from '../cst.generated.d.ts';
import { type Reading, spanOfNode } from './reading.ts';
import { textOf } from './text.ts';
import {
  attributesOf,
  commandOf,
  millisecondsOf,
  partyOf,
  portFromText,
  portOf,
  readValue,
  splitEndpoint,
  targetOf,
  wholeNumberOf,
  wordOf,
} from './values.ts';

type ActionRule = Exclude<keyof ActionCstNode['children'], undefined>;
type NodeOf<R extends ActionRule> = NonNullable<ActionCstNode['children'][R]>[number];

/** How each action reads; a new action is a rule in `parser/action-rules.ts` and one entry here. */
const READERS: { readonly [R in ActionRule]: (reading: Reading, node: NodeOf<R>) => ActionBody } = {
  commandAction: (reading, { children }) => ({
    kind: 'command',
    command: commandOf(reading, children.Command[0]!),
  }),
  connectAction: (reading, { children }) => ({
    kind: 'connect',
    container: partyOf(reading, children.Party[0]!),
    attachment: attachmentOf(reading, children.attachment[0]!),
  }),
  disconnectAction: (reading, { children }) => ({
    kind: 'disconnect',
    container: partyOf(reading, children.Party[0]!),
    network: textOf(reading, children.Named[0]!),
    force: children.Force !== undefined,
  }),
  startAction: startOf,
  stopAction: stopOf,
  killAction: (reading, { children }) => {
    const daemon = children.daemonOf?.[0];
    if (daemon === undefined) return lifecycle('kill', partyOf(reading, children.Party![0]!));
    return { kind: 'daemon', verb: 'kill', host: textOf(reading, daemon.children.Named[0]!) };
  },
  pauseAction: (reading, { children }) =>
    lifecycle(wordOf(children, ['pause', 'unpause'])!, partyOf(reading, children.Party[0]!)),
  removeAction: (reading, { children }) => {
    const what = wordOf(children, ['container', 'network', 'service']);
    const target = partyOf(reading, children.Party![0]!);
    return { kind: 'remove', ...(what === undefined ? {} : { what }), target };
  },
  renameAction: (reading, { children }) => ({
    kind: 'rename',
    target: partyOf(reading, children.Party[0]!),
    to: textOf(reading, children.Named[0]!),
  }),
  recreateAction: (reading, { children }) => ({
    kind: 'recreate',
    target: partyOf(reading, children.Party[0]!),
    changes: attributesOf(reading, children.attributeBlock),
  }),
  scaleAction: (reading, { children }) => ({
    kind: 'scale',
    target: partyOf(reading, children.Party[0]!),
    replicas: wholeNumberOf(reading, children.WholeNumber[0]!),
  }),
  updateAction: (reading, { children }) => ({
    kind: 'update',
    target: partyOf(reading, children.Party[0]!),
    changes: attributesOf(reading, children.attributeBlock),
    force: children.Force !== undefined,
  }),
  nodeAction: (reading, { children }) => ({
    kind: 'node',
    verb: wordOf(children, ['drain', 'activate', 'promote', 'demote'])!,
    node: textOf(reading, children.Named[0]!),
  }),
  initAction: (reading, { children }) => ({
    kind: 'swarm-init',
    host: textOf(reading, children.Named[0]!),
    attributes: attributesOf(reading, children.attributeBlock),
  }),
  joinAction: (reading, { children }) => ({
    kind: 'swarm-join',
    host: textOf(reading, children.Named[0]!),
    via: textOf(reading, children.Named[1]!),
    role: wordOf(children, ['manager', 'worker'])!,
  }),
  leaveAction: (reading, { children }) => ({
    kind: 'swarm-leave',
    host: textOf(reading, children.Named[0]!),
    force: children.Force !== undefined,
  }),
  listenAction: (reading, { children }) => ({
    kind: 'listen',
    at: partyOf(reading, children.Party[0]!),
    ...listenPortOf(reading, children.listenPort[0]!),
  }),
  openAction: (reading, { children }) => ({
    kind: 'open-connection',
    name: textOf(reading, children.Named[0]!),
    from: partyOf(reading, children.Party[0]!),
    to: targetOf(reading, children.target[0]!),
    byName: children.byName !== undefined,
  }),
  blockAction: (reading, { children }) => ({
    kind: children.Block === undefined ? 'unblock' : 'block',
    what: portOf(reading, children),
    between: betweenOf(reading, children.between[0]!),
  }),
  loseAction: (reading, { children }) => ({
    kind: 'lose',
    percent: Number.parseFloat(children.Percent[0]!.image),
    between: betweenOf(reading, children.between[0]!),
  }),
  partitionAction: (reading, { children }) => ({
    kind: 'partition',
    sides: children.partyList.map((side) => side.children.Party.map((token) => partyOf(reading, token))),
  }),
  healAction: () => ({ kind: 'heal' }),
  machineAction: (reading, { children }) => ({
    kind: 'machine',
    verb: children.Down === undefined ? 'up' : 'down',
    machine: textOf(reading, children.Named[0]!),
  }),
  waitAction: (_, { children }) => ({ kind: 'wait', ms: millisecondsOf(children.Duration[0]!) }),
};

export function actionOf(reading: Reading, node: ActionCstNode): ActionBody {
  const [rule, nodes] = Object.entries(node.children)[0] as [ActionRule, NodeOf<ActionRule>[]];
  const read = READERS[rule] as (reading: Reading, node: NodeOf<ActionRule>) => ActionBody;
  return read(reading, nodes[0]!);
}

const lifecycle = (
  verb: 'start' | 'stop' | 'restart' | 'kill' | 'pause' | 'unpause',
  target: Party,
): ActionBody => ({
  kind: 'lifecycle',
  verb,
  target,
});

function attachmentOf(reading: Reading, node: AttachmentCstNode): AttributeItem {
  const { Named, Value: values = [], attributeBlock } = node.children;
  return {
    values: [...Named, ...values].map((token) => readValue(reading, token)),
    ...(attributeBlock === undefined ? {} : { block: attributesOf(reading, attributeBlock) }),
    span: spanOfNode(reading, node),
  };
}

function startOf(reading: Reading, { children }: StartActionCstNode): ActionBody {
  const verb = wordOf(children, ['start', 'restart'])!;
  const { daemonOf: daemon, attributeBlock: block } = children;
  if (daemon === undefined) return lifecycle(verb, partyOf(reading, children.Party![0]!));
  const config = block === undefined ? {} : { config: attributesOf(reading, block) };
  return { kind: 'daemon', verb, host: textOf(reading, daemon[0]!.children.Named[0]!), ...config };
}

function stopOf(reading: Reading, { children }: StopActionCstNode): ActionBody {
  const { daemonOf: daemon, listenPort } = children;
  if (daemon !== undefined) {
    return { kind: 'daemon', verb: 'stop', host: textOf(reading, daemon[0]!.children.Named[0]!) };
  }
  const party = partyOf(reading, children.Party![0]!);
  if (listenPort === undefined) return lifecycle('stop', party);
  return { kind: 'stop-listening', at: party, ...listenPortOf(reading, listenPort[0]!) };
}

/** `8080/tcp`, or with a bind address `127.0.0.1:8080/tcp`. */
function listenPortOf(reading: Reading, { children }: ListenPortCstNode) {
  const plain = children.PortText?.[0];
  if (plain !== undefined) return { port: portFromText(reading, plain) };
  const { who, port } = splitEndpoint(reading, children.Endpoint![0]!);
  const text = who.kind === 'address' ? who.address : who.name;
  return { port: port!, address: { text, span: who.span } };
}

function betweenOf(reading: Reading, { children }: BetweenCstNode): readonly [Party, Party] {
  return [partyOf(reading, children.Party[0]!), partyOf(reading, children.Party[1]!)];
}
