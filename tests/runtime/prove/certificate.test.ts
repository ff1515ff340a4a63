import { expect, test } from 'vitest';
import { type Certificate, certify } from '../../../runtime/prove/certificate.ts';
import { checkCertificate } from '../../../runtime/prove/check-certificate.ts';
import { addressesOf } from '../../../runtime/scenario/party.ts';
import { playScenario } from '../../../runtime/scenario/run.ts';
import { container, network, scenario } from '../scenario/stories.ts';

const { world } = playScenario(
  scenario([
    network('front'),
    network('back'),
    container('proxy', ['front'], { publish: [] }),
    container('db', ['back'], { image: 'redis' }),
  ]),
).session;
const { kernel } = world;
const idOf = (label: string): number =>
  [...kernel.namespaces.values()].find((netns) => netns.label === label)!.id;
const [proxy, db] = [idOf('h1/proxy'), idOf('h1/db')];
const original = certify(kernel, { from: proxy, to: { netns: db, addresses: addressesOf(world, db) } });
const copy = () => JSON.parse(JSON.stringify(original)) as Mutable;

/** A certificate that a test may write into. */
// biome-ignore lint/suspicious/noExplicitAny: tampering knows no types
type Mutable = any;

test('a proof is accepted, as plain JSON, and says that nothing gets through', () => {
  expect(original.reaching).toEqual([]);
  expect(original.pieces.length).toBeGreaterThan(20);
  expect(checkCertificate(kernel, copy() as Certificate)).toBeUndefined();
});

const dropped = (piece: Mutable): boolean => piece.steps.some((step: Mutable) => step.verdict === 'drop');
const TAMPERING: { readonly [what: string]: (certificate: Mutable) => void } = {
  'a piece is left out': (c) => c.pieces.splice(3, 1),
  'a piece is there twice': (c) => c.pieces.push(c.pieces[0]),
  'a piece grows': (c) => {
    c.pieces[0].sets[3] = [[1, 65535]];
    c.pieces[0].sets[2] = [[0, 65535]];
  },
  'a piece shrinks': (c) => c.pieces.find((p: Mutable) => p.sets[2][0][1] > 9).sets[2][0][1]--,
  'pieces are of another space': (c) => {
    for (const piece of c.pieces) piece.space = 0;
  },
  'a space is left out': (c) => {
    c.spaces.pop();
    c.pieces = c.pieces.filter((piece: Mutable) => piece.space < c.spaces.length);
  },
  'a space is smaller': (c) => {
    c.spaces[0].destinationPort = [[1, 1024]];
  },
  'an outcome is prettier': (c) => {
    c.pieces.find(dropped).outcome = 'refused';
  },
  'a loss becomes an answer': (c) => {
    c.pieces.find(dropped).outcome = 'delivered';
  },
  'another cause': (c) => {
    c.pieces.find(dropped).cause = 'no-route';
  },
  'another rule drops': (c) => {
    const step = c.pieces.find(dropped).steps.find((s: Mutable) => s.verdict === 'drop');
    step.rules[step.rules.length - 1] = 'filter FORWARD 0';
  },
  'a rule is left out': (c) => {
    const step = c.pieces.find(dropped).steps.find((s: Mutable) => s.verdict === 'drop');
    step.rules.shift();
  },
  'a hook is left out': (c) => {
    const { steps } = c.pieces.find(dropped);
    steps.splice(
      steps.findIndex((s: Mutable) => s.kind === 'hook'),
      1,
    );
  },
  'a packet is translated otherwise': (c) => {
    const step = c.pieces.find(dropped).steps.find((s: Mutable) => s.verdict === 'drop');
    step.after.source = '10.9.8.7';
  },
  'another link': (c) => {
    c.pieces.find(dropped).steps.find((s: Mutable) => s.kind === 'link').link = 'eth7';
  },
  'another sender': (c) => {
    c.from = 'h1/db';
  },
  'nobody sends': (c) => {
    c.from = 'h1/nobody';
  },
  'a verdict that the pieces do not give': (c) => {
    c.reaching = [0];
  },
  'everything is left out as equal to itself': (c) => {
    for (const piece of c.pieces) piece.apart = [[0, 0]];
  },
  'two pieces that the engine tells apart are one': (c) => {
    const at = c.pieces.findIndex((p: Mutable) => dropped(p));
    const [other] = c.pieces.splice(
      c.pieces.findIndex((p: Mutable, i: number) => i !== at && p.space === c.pieces[at].space),
      1,
    );
    c.pieces.find(dropped).sets = other.sets;
  },
  'another version': (c) => {
    c.version = 2;
  },
};

test.each(Object.entries(TAMPERING))('rejected: %s', (_, tamper) => {
  const certificate = copy();
  tamper(certificate);
  expect(checkCertificate(kernel, certificate as Certificate)).toEqual(expect.any(String));
});

test('a certificate of a world holds no longer when a rule is taken away', () => {
  const other = structuredClone(kernel);
  for (const netns of other.namespaces.values())
    for (const [name, chain] of netns.ipv4.tables.get('filter')?.chains ?? [])
      if (name.startsWith('DOCKER-ISOLATION')) {
        chain.rules.length = 0;
        netns.ipv4.revision++;
      }
  other.revision++;
  expect(checkCertificate(other, original)).toEqual(expect.any(String));
});
