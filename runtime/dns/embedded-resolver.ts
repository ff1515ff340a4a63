import { formatIp } from '../address/ip.ts';
import type { Engine } from '../engine/engine.ts';
import { resolveAddress, resolveName } from '../engine/libnetwork/resolver/resolve-name.ts';
import type { Sandbox } from '../engine/libnetwork/sandbox.ts';
import { shuffled } from '../random.ts';
import type { World } from '../world.ts';
import type { DnsQuery, DnsRecord, DnsReply, DnsServer } from './dns-server.ts';
import { forwardQuery } from './forward-query.ts';
import { absoluteName, canonicalName, emptyReply } from './reply.ts';
import { addressInReverse } from './reverse-name.ts';

/** Seconds that local answers may be kept (libnetwork resolver.go). */
const TTL = 600;
/** Bytes of a reply over UDP; of its header; of an address record whose name is a reference. */
const UDP_SIZE = 512;
const HEADER_SIZE = 12;
const RECORD_SIZE = { A: 16, AAAA: 28 } as const;

/** The engine's resolver in a container: names of its networks from memory, everything else from outside. */
export function answerFromSandbox(
  world: World,
  { host, sandbox: id }: Extract<DnsServer, { kind: 'embedded' }>,
  query: DnsQuery,
  forwards: number,
): DnsReply {
  const engine = world.engines.get(host);
  const sandbox = engine?.controller.sandboxes.get(id);
  if (engine === undefined || sandbox?.resolver === undefined || engine.status !== 'running')
    return emptyReply('timeout');
  const local = answerLocally(world, engine, sandbox, query);
  if (local !== undefined) return local;
  const singleLabel = !canonicalName(query.name).includes('.');
  const asksAddress = query.type === 'A' || query.type === 'AAAA';
  if (singleLabel && asksAddress && !sandbox.resolver.forwardsSingleLabels) return emptyReply('NOERROR');
  return forwardQuery(world, engine, sandbox, query, forwards);
}

/** Undefined for what the engine does not know itself. */
function answerLocally(
  world: World,
  engine: Engine,
  sandbox: Sandbox,
  query: DnsQuery,
): DnsReply | undefined {
  const name = query.name.replace(/\.$/, '');
  switch (query.type) {
    case 'A':
    case 'AAAA':
      return answerAddresses(world, engine, sandbox, { ...query, name }, query.type);
    case 'MX':
      return ([4, 6] as const).some(
        (family) => resolveName(engine, sandbox, name, family).kind === 'addresses',
      )
        ? emptyReply('NOERROR')
        : undefined;
    case 'PTR': {
      const ip = addressInReverse(canonicalName(name));
      const owner = ip === undefined ? undefined : resolveAddress(engine, sandbox, ip);
      if (owner === undefined) return undefined;
      return answered([{ name: absoluteName(query.name), type: 'PTR', ttl: TTL, data: owner }]);
    }
    default:
      return undefined;
  }
}

/** Several addresses come in another order each time. */
function answerAddresses(
  world: World,
  engine: Engine,
  sandbox: Sandbox,
  query: DnsQuery,
  type: 'A' | 'AAAA',
): DnsReply | undefined {
  const found = resolveName(engine, sandbox, query.name, type === 'A' ? 4 : 6);
  if (found.kind === 'unknown') return undefined;
  if (found.kind === 'known') return emptyReply('NOERROR');
  const { addresses } = found;
  const inOrder = addresses.length > 1 ? shuffled(world.random, addresses) : addresses;
  const records = inOrder.map(
    (ip): DnsRecord => ({ name: absoluteName(query.name), type, ttl: TTL, data: formatIp(ip) }),
  );
  const fits = query.transport === 'tcp' ? records.length : recordsThatFit(query.name, type);
  return { ...answered(records.slice(0, fits)), truncated: records.length > fits };
}

const recordsThatFit = (name: string, type: 'A' | 'AAAA'): number =>
  Math.floor((UDP_SIZE - HEADER_SIZE - (name.length + 2) - 4) / RECORD_SIZE[type]);

const answered = (answers: readonly DnsRecord[]): DnsReply => ({ ...emptyReply('NOERROR'), answers });
