import fc from 'fast-check';
import { expect, test } from 'vitest';
import { setHairpin } from '../../../../runtime/kernel/links.ts';
import { appendRule, insertRule } from '../../../../runtime/kernel/netfilter/edit.ts';
import type { HookName, Match, Rule, TableName, Target } from '../../../../runtime/kernel/netfilter/rule.ts';
import { BUILT_IN_CHAINS } from '../../../../runtime/kernel/netfilter/ruleset.ts';
import type { Hop } from '../../../../runtime/kernel/trace.ts';
import { connectTcp } from '../../../../runtime/probe/connect-tcp.ts';
import {
  closeConnection,
  openConnection,
  pollConnection,
} from '../../../../runtime/probe/open-connection.ts';
import { ping } from '../../../../runtime/probe/ping.ts';
import { dockerHost } from '../docker-host.ts';
import { at, block, inShort, ip, type Lab, linkAt, sysctl, tracked } from '../lab.ts';

const ADDRESSES = [
  '172.17.0.2',
  '172.17.0.3',
  '172.18.0.2',
  '172.17.0.1',
  '192.168.1.31',
  '192.168.1.100',
  '127.0.0.1',
];
const LINKS = ['docker0', 'back', 'eth0', 'lo'];
const PORTS = [80, 5432, 7000, 7001, 8080];

const address = fc.constantFrom(...ADDRESSES);
const port = fc.constantFrom(...PORTS);
const portsOf = fc.oneof(port, fc.constantFrom(50000)).map((first) => ({ first, last: first }));

const match: fc.Arbitrary<Match> = fc.oneof(
  fc.record({
    kind: fc.constant('in-interface' as const),
    name: fc.constantFrom(...LINKS),
    not: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('out-interface' as const),
    name: fc.constantFrom(...LINKS),
    not: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('source' as const),
    block: address.map((one) => block(one)),
    not: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('destination' as const), block: address.map((one) => block(one)) }),
  portsOf.map((ports): Match => ({ kind: 'destination-port', protocol: 'tcp', ports })),
  fc
    .subarray(['NEW', 'ESTABLISHED', 'RELATED', 'INVALID'] as const, { minLength: 1 })
    .map((states): Match => ({ kind: 'connection-state', module: 'conntrack', states })),
);

const filterTarget: fc.Arbitrary<Target> = fc.constantFrom<Target[]>(
  { kind: 'accept' },
  { kind: 'drop' },
  { kind: 'reject', with: 'icmp-port-unreachable' },
  { kind: 'reject', with: 'tcp-reset' },
);
const destinationTarget: fc.Arbitrary<Target> = fc.oneof(
  fc.tuple(address, portsOf).map(([to, ports]): Target => ({ kind: 'dnat', to: ip(to), port: ports })),
  portsOf.map((ports): Target => ({ kind: 'redirect', port: ports })),
);
const sourceTarget: fc.Arbitrary<Target> = fc.oneof(
  fc.constant<Target>({ kind: 'masquerade' }),
  address.map((to): Target => ({ kind: 'snat', to: ip(to) })),
);

interface Extra {
  readonly table: TableName;
  readonly chain: HookName;
  readonly rule: Rule;
  readonly first: boolean;
}

const extraIn = (table: TableName, chains: readonly HookName[], target: fc.Arbitrary<Target>) =>
  fc.record({
    table: fc.constant(table),
    chain: fc.constantFrom(...chains),
    first: fc.boolean(),
    rule: fc.record({ matches: fc.array(match, { maxLength: 2 }), target }),
  });
const extra: fc.Arbitrary<Extra> = fc.oneof(
  extraIn('filter', BUILT_IN_CHAINS.filter, filterTarget),
  extraIn('nat', ['PREROUTING', 'OUTPUT'], destinationTarget),
  extraIn('nat', ['POSTROUTING', 'INPUT'], sourceTarget),
);

const world = fc.record({
  rules: fc.array(extra, { maxLength: 5 }),
  bridged: fc.boolean(),
  hairpin: fc.boolean(),
  forwards: fc.boolean(),
  from: fc.constantFrom('client', 'h1', 'h1/web', 'h1/other', 'h1/db'),
  to: address,
  port,
});

type Spec = typeof world extends fc.Arbitrary<infer T> ? T : never;

function build(spec: Spec): Lab {
  const lab = dockerHost();
  const { ipv4 } = at(lab, 'h1');
  for (const { table, chain, rule, first } of spec.rules)
    (first ? insertRule : appendRule)(lab.kernel, ipv4, table, chain, rule);
  sysctl(lab, 'h1', 'net.bridge.bridge-nf-call-iptables', spec.bridged ? '1' : '0');
  sysctl(lab, 'h1', 'net.ipv4.ip_forward', spec.forwards ? '1' : '0');
  for (const name of ['web', 'other'])
    setHairpin(lab.kernel, linkAt(lab, 'h1', `v-${name}-docker0`).id, spec.hairpin);
  return lab;
}

const RUNS = { numRuns: 400 };

test('whatever the rules, a probe ends, leaves nothing behind, and answers the same when it is watched', () => {
  fc.assert(
    fc.property(world, (spec) => {
      const lab = build(spec);
      const request = {
        netns: at(lab, spec.from).id,
        to: ip(spec.to),
        port: spec.port,
        bind: { port: 41000 },
      };
      const outcome = connectTcp(lab, request);
      expect(tracked(lab)).toBe(0);
      const hops: Hop[] = [];
      const watched = connectTcp(lab, { ...request, recorder: { hop: (hop) => hops.push(hop) } });
      expect(inShort(watched)).toBe(inShort(outcome));
      expect(hops.length).toBeGreaterThan(0);
      expect(ping(lab, { netns: request.netns, to: request.to }).kind).toMatch(
        /delivered|timeout|unreachable|refused/,
      );
      expect(tracked(lab)).toBe(0);
    }),
    RUNS,
  );
});

test('every accepted connection has its way back: what it sends comes home from the address that was asked', () => {
  fc.assert(
    fc.property(world, (spec) => {
      const lab = build(spec);
      const { outcome, connection } = openConnection(lab, {
        netns: at(lab, spec.from).id,
        to: ip(spec.to),
        port: spec.port,
      });
      if (outcome.kind !== 'delivered' || outcome.answer.text === '') return;
      expect(outcome.answer.from).toBe(ip(spec.to));
      expect(pollConnection(lab, connection!).kind).toBe('alive');
      closeConnection(lab, connection!);
      expect(tracked(lab)).toBe(0);
    }),
    RUNS,
  );
});

test('two open connections of one client to one server never share the tuple that the server sees', () => {
  fc.assert(
    fc.property(world, (spec) => {
      const lab = build(spec);
      const request = { netns: at(lab, spec.from).id, to: ip(spec.to), port: spec.port };
      const seen = [1, 2].map(() => {
        const { outcome } = openConnection(lab, request);
        if (outcome.kind !== 'delivered') return undefined;
        const { peer, at: socket } = outcome.answer;
        return `${socket?.netns} ${peer?.ip}:${peer?.port}`;
      });
      if (seen[0] !== undefined) expect(seen[1]).not.toBe(seen[0]);
    }),
    RUNS,
  );
});
