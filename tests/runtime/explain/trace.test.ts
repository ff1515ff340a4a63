import { expect, test } from 'vitest';
import { foldRepeats } from '../../../runtime/explain/fold-repeats.ts';
import { traceText } from '../../../runtime/explain/trace-text.ts';
import { playScenario } from '../../../runtime/scenario/run.ts';
import { type TraceRequest, traceQuestion } from '../../../runtime/scenario/trace-question.ts';
import { container, network, scenario } from '../scenario/stories.ts';

const publish = [{ text: '8080:80', origin: { file: 'shop.dnet', start: 10, end: 25 } }];
const { session } = playScenario(
  scenario([
    network('front'),
    network('back'),
    container('web', ['front'], { publish }),
    container('db', ['back'], { image: 'redis' }),
  ]),
);
const trace = (request: Partial<TraceRequest> & { readonly from: string; readonly to: string }) =>
  traceQuestion(session, { door: 'tcp', byName: false, ...request });

function one(request: Parameters<typeof trace>[0]) {
  const traced = trace(request);
  if (typeof traced === 'string') throw new Error(traced);
  expect(traced).toHaveLength(1);
  return traced[0]!;
}

test('a published port: DNAT with its rule, and the way back through the same connection', () => {
  const { reached, trace: lines, path } = one({ from: 'outside', to: '192.168.1.31:8080' });
  expect(reached).toBe(true);
  expect(path).toMatch(/^outside eth0 192\.168\.1\.100 ─▶ h1 ─▶ br-\w+ \(front\) ─▶ web 172\.18\.0\.2:80$/);
  const dnat = lines.find(({ text }) => text.startsWith('DNAT'));
  expect(dnat?.text).toBe('DNAT: 192.168.1.31:8080 becomes 172.18.0.2:80');
  const rule = lines.flatMap(({ rules }) => rules).find(({ rule }) => rule.includes('-j DNAT'));
  expect(rule).toMatchObject({ table: 'nat', chain: 'DOCKER', by: 'engine' });
  expect(rule?.rule).toMatch(
    /^-A DOCKER ! -i br-\w+ -p tcp -m tcp --dport 8080 -j DNAT --to-destination 172/,
  );
  expect(lines.some(({ text }) => text.endsWith('(known connection)'))).toBe(true);
});

test('a packet that is dropped: the rule that decided, and why it is there', () => {
  const { reached, outcome, trace: lines } = one({ from: 'web', to: 'db:6379' });
  expect(reached).toBe(false);
  expect(outcome).toMatch(/^timeout: dropped in h1 by rule \d+ of filter DOCKER-ISOLATION-STAGE-2$/);
  expect(lines.at(-1)).toMatchObject({ kind: 'lost', namespace: 'h1' });
  expect(lines.flatMap(({ rules }) => rules).at(-1)).toMatchObject({
    chain: 'DOCKER-ISOLATION-STAGE-2',
    why: expect.stringContaining('back'),
  });
});

test('as text: a heading for each namespace in its order, stations that decide nothing left out', () => {
  const text = traceText(one({ from: 'web', to: 'db:6379' }).trace);
  expect(text.filter((line) => !line.startsWith(' '))).toEqual(['web', 'h1']);
  expect(text.join('\n')).not.toMatch(/conntrack: NEW|PREROUTING: accepted$/m);
});

test('a trace is plain data: JSON gives it back', () => {
  const traced = one({ from: 'web', to: 'db:6379' });
  expect(JSON.parse(JSON.stringify(traced))).toEqual(traced);
});

test.each([
  [{ from: 'nobody', to: 'db:6379' }, /^there is no `nobody` that could ask; there is `web`, `db`, .*`h1`/],
  [{ from: 'wbb', to: 'db:6379' }, 'there is no `wbb` that could ask; did you mean `web` or `db`?'],
  [{ from: 'web', to: 'db:70000' }, 'there is no port 70000: ports go from 1 to 65535'],
  [{ from: 'web', to: 'nobody:80' }, /`nobody` does not resolve/],
  [{ from: 'web', to: 'db:6379', byName: true }, /`db` does not resolve \(dns NXDOMAIN\)/],
] as const)('%o cannot be asked', (request, message) => {
  expect(trace(request)).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
});

test.each([
  [{ from: 'web', to: '172.18.0.1', door: 'icmp' }, true],
  [{ from: 'outside', to: 'h1:8080' }, true],
  [{ from: 'web', to: 'internet:443' }, true],
  [{ from: 'h1', to: 'web:80' }, true],
  [{ from: 'web', to: 'localhost:80' }, true],
  [{ from: 'web', to: 'localhost:81' }, false],
] as const)('%o: reached %s', (request, reached) => expect(one(request).reached).toBe(reached));

test('a way is shown once; packets that repeat it keep a line, one that does not stays whole', () => {
  const { trace: lines } = one({ from: 'outside', to: '192.168.1.31:8080' });
  const sent = (of: typeof lines) => of.filter(({ kind }) => kind === 'send').map(({ text }) => text);
  const folded = foldRepeats(lines);
  expect(sent(folded).map((text) => text.endsWith(', the same way'))).toEqual([false, false, true, true]);
  expect(folded.filter(({ kind }) => kind === 'application')).toEqual(
    lines.filter(({ kind }) => kind === 'application'),
  );
  expect(foldRepeats(lines.slice(0, -3).concat(one({ from: 'web', to: 'db:6379' }).trace)).at(-1)?.kind).toBe(
    'lost',
  );
});
