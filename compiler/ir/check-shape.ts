import type { Shape } from './shape.ts';

/** Where a value does not fit: `scenarios[0].story[3].action.kind`, and what should stand there. */
export interface Misfit {
  readonly path: string;
  readonly expected: string;
}

/** Every place where the value does not fit the shape, depth first. */
export function* misfits(value: unknown, shape: Shape, path = ''): Generator<Misfit> {
  switch (shape.kind) {
    case 'text':
      if (typeof value !== 'string') yield { path, expected: 'a text' };
      return;
    case 'number':
      if (!Number.isFinite(value)) yield { path, expected: 'a number' };
      return;
    case 'flag':
      if (typeof value !== 'boolean') yield { path, expected: 'true or false' };
      return;
    case 'json':
      if (value === undefined) yield { path, expected: 'a value' };
      return;
    case 'word':
      if (!shape.words.some((word) => word === value)) yield { path, expected: shape.words.join(' or ') };
      return;
    case 'later':
      return yield* misfits(value, shape.shape(), path);
    case 'list':
      return yield* misfitsOfList(value, shape, path);
    case 'map':
      if (!isObject(value)) return yield { path, expected: 'an object' };
      for (const [key, inner] of Object.entries(value)) yield* misfits(inner, shape.of, step(path, key));
      return;
    case 'union':
      return yield* misfitsOfUnion(value, shape, path);
    case 'record':
      return yield* misfitsOfRecord(value, shape, path);
    default:
      shape satisfies never;
  }
}

function* misfitsOfList(value: unknown, shape: Shape & { kind: 'list' }, path: string): Generator<Misfit> {
  const { length } = shape;
  if (!Array.isArray(value) || (length !== undefined && value.length !== length)) {
    return yield { path, expected: length === undefined ? 'a list' : `a list of ${length}` };
  }
  for (const [i, item] of value.entries()) yield* misfits(item, shape.of, `${path}[${i}]`);
}

function* misfitsOfUnion(value: unknown, shape: Shape & { kind: 'union' }, path: string): Generator<Misfit> {
  const kind = isObject(value) ? value.kind : undefined;
  if (typeof kind !== 'string' || !Object.hasOwn(shape.cases, kind)) {
    return yield { path: step(path, 'kind'), expected: Object.keys(shape.cases).join(' or ') };
  }
  yield* misfits(value, shape.cases[kind]!, path);
}

function* misfitsOfRecord(
  value: unknown,
  shape: Shape & { kind: 'record' },
  path: string,
): Generator<Misfit> {
  if (!isObject(value)) return yield { path, expected: 'an object' };
  for (const [name, field] of Object.entries(shape.fields)) {
    if (Object.hasOwn(value, name)) yield* misfits(value[name], field.shape, step(path, name));
    else if (!field.optional) yield { path: step(path, name), expected: 'a value' };
  }
  for (const name of Object.keys(value)) {
    if (!Object.hasOwn(shape.fields, name)) yield { path: step(path, name), expected: 'nothing' };
  }
}

const step = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
