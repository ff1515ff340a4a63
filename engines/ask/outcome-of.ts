import { type Ip, parseIp } from '../../runtime/address/ip.ts';
import type { Transport } from '../../runtime/kernel/kernel.ts';
import type { Outcome, ServerAnswer } from '../../runtime/probe/outcome.ts';
import type { World } from '../../runtime/world.ts';
import type { Wanted } from './gathered-answers.ts';

type Asked = Extract<Wanted, { kind: 'ask' }>;

/** What a probe said, as an outcome of the simulator's own kind. */
export function outcomeOf(
  world: World,
  asked: Asked,
  reply: { readonly status: string; readonly text: string },
): Outcome {
  const { status, text } = reply;
  const cause = { kind: 'reported', netns: asked.from.netns!, text } as const;
  switch (status) {
    case 'answer':
      return { kind: 'delivered', answer: answerOf(world, asked, text) };
    case 'silent':
      return { kind: 'delivered', answer: { server: '', text: '', from: asked.question.ip, silence: cause } };
    case 'closed':
      return { kind: 'closed' };
    case 'error':
      return errorOutcome(text, cause);
    default:
      throw new Error(`the probe said "${status}", which it never does`);
  }
}

/** The words of strerror() for what connect() and recv() give. */
function errorOutcome(text: string, cause: Extract<Outcome, { kind: 'timeout' }>['cause']): Outcome {
  if (/refused/i.test(text)) return { kind: 'refused', cause };
  if (/reset|broken pipe/i.test(text)) return { kind: 'closed', cause };
  if (/unreachable|no route|cannot assign|invalid argument|down/i.test(text))
    return { kind: 'unreachable', cause };
  return { kind: 'timeout', cause };
}

/** `srv=3f2a... id=3f2a... at=80 peer=172.17.0.2:40000 local=172.17.0.3:80`, or `ttl=64` of an echo. */
function answerOf(world: World, { question }: Asked, text: string): ServerAnswer {
  const field = (name: string): string | undefined => new RegExp(`\\b${name}=(\\S+)`).exec(text)?.[1];
  const ttl = field('ttl');
  if (ttl !== undefined) return { server: '', text: '', from: question.ip, ttl: Number(ttl) };
  const [peer, local] = [endpointOf(field('peer')), endpointOf(field('local'))];
  const { door } = question;
  const transport = door.kind === 'icmp' ? 'tcp' : door.protocol;
  const at = whereIs(world, field('id') ?? '', transport, Number(field('at')));
  return {
    server: at?.label ?? field('srv') ?? '',
    text,
    from: question.ip,
    ...(peer && { peer }),
    ...(local && { local }),
    ...(at && { at: { netns: at.netns, socket: at.socket } }),
  };
}

/**
 * The socket that answered. `id` is `machine/NAME`, or a container's: that of the namespace's owner, where several
 * containers share one, so the port tells who of them it was.
 */
function whereIs(world: World, id: string, transport: Transport, port: number) {
  const machine = /^machine\/(.*)$/.exec(id)?.[1];
  const netns =
    machine === undefined
      ? [...world.engines.values()]
          .map(({ containers }) => containers.get(id)?.netns)
          .find((one) => one !== undefined)
      : world.kernel.machines.get(machine)?.root;
  const place = netns === undefined ? undefined : world.kernel.namespaces.get(netns);
  if (place === undefined) return undefined;
  for (const socket of place.sockets.values())
    if (socket.transport === transport && socket.port === port)
      return { netns: place.id, socket: socket.id, label: place.label };
  return undefined;
}

/** `172.17.0.2:80`, and `[0000:...:ffff:ac11:0002]:80` where a socket of both families was asked over IPv4. */
function endpointOf(text: string | undefined): { readonly ip: Ip; readonly port: number } | undefined {
  const match = /^\[?([^\]]+)\]?:(\d+)$/.exec(text ?? '');
  const ip = parseIp(match?.[1] ?? '');
  if (match === null || ip === undefined) return undefined;
  return { ip: plain(ip), port: Number(match[2]) };
}

const MAPPED = 0xffffn;

const plain = (ip: Ip): Ip =>
  typeof ip === 'bigint' && ip >> 32n === MAPPED ? Number(ip & 0xffffffffn) : ip;
