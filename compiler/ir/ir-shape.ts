import { action } from './action-shape.ts';
import { claim } from './claim-shape.ts';
import { CONDITION_SENTENCES } from './conditions.ts';
import type { Comparison, Condition, Exercise, Ir, Item, Property, Scenario } from './ir.ts';
import {
  flag,
  later,
  list,
  map,
  number,
  optional,
  record,
  type ShapeOf,
  text,
  union,
  word,
} from './shape.ts';
import { span } from './span-shape.ts';
import { place, surroundings } from './surroundings-shape.ts';

const prose = optional(text);

const item: ShapeOf<Item> = union<Item>({
  do: { action, prose, origin: span },
  claim: { claim, prose, origin: span },
  show: { place, command: text, prose, origin: span },
  step: {
    name: text,
    prose,
    items: list(later<Item>(() => item)),
    failsWith: optional(text),
    origin: span,
  },
  note: { prose: text, origin: span },
  exercise: {
    name: text,
    solution: list(record<Exercise['solution'][number]>({ place, command: text })),
    goals: list(claim),
    prose,
    origin: span,
  },
  invariant: { name: text, claims: list(claim), prose, origin: span },
});

const scenario = record<Scenario>({
  kind: word('scenario'),
  name: text,
  prose,
  shows: list(text),
  surroundings,
  story: list(item),
  origin: span,
});

const said = { text, origin: span };

const comparison = union<Comparison>({
  'reach-stays': said,
  'no-reach-lost': said,
  'no-reach-gained': said,
  'same-reach': { ...said, left: text, right: text },
  hears: { ...said, from: text, to: text },
  'reaches-published': { ...said, from: text, to: text },
});

const property = record<Property>({
  kind: word('property'),
  name: text,
  prose,
  world: map(record<Property['world'][string]>({ min: number, max: number })),
  variables: list(
    record<Property['variables'][number]>({
      name: text,
      in: word('containers', 'hosts', 'networks', 'services', 'clients'),
    }),
  ),
  where: list(
    record<Condition>({ sentence: word(...CONDITION_SENTENCES), arguments: list(text), origin: span }),
  ),
  when: list(action),
  reorder: flag,
  expect: list(claim),
  compare: list(comparison),
  origin: span,
});

export const irShape = record<Ir>({
  version: word(1),
  file: text,
  scenarios: list(scenario),
  properties: list(property),
});
