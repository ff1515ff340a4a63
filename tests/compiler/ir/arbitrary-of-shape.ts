import fc from 'fast-check';
import type { Shape } from '../../../compiler/ir/shape.ts';

/** Values at random that fit a shape; `depth` bounds the types that contain themselves. */
export function arbitraryOf(shape: Shape, depth = 2): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case 'text':
      return fc.string({ unit: 'binary', maxLength: 12 });
    case 'number':
      return fc.integer();
    case 'flag':
      return fc.boolean();
    case 'json':
      return fc.jsonValue({ maxDepth: 2 });
    case 'word':
      return fc.constantFrom(...shape.words);
    case 'list': {
      const { length } = shape;
      const item = arbitraryOf(shape.of, depth - (contains(shape.of) ? 1 : 0));
      if (length !== undefined) return fc.array(item, { minLength: length, maxLength: length });
      return fc.array(item, { maxLength: depth > 0 ? 3 : 0 });
    }
    case 'map':
      return fc.dictionary(fc.string({ maxLength: 6 }), arbitraryOf(shape.of, depth), {
        maxKeys: 3,
        noNullPrototype: true,
      });
    case 'later':
      return fc.constant(undefined).chain(() => arbitraryOf(shape.shape(), depth));
    case 'union':
      return fc.oneof(...Object.values(shape.cases).map((of) => arbitraryOf(of, depth)));
    case 'record': {
      const fields = Object.entries(shape.fields);
      return fc.record(Object.fromEntries(fields.map(([name, f]) => [name, arbitraryOf(f.shape, depth)])), {
        requiredKeys: fields.filter(([, f]) => !f.optional).map(([name]) => name),
        noNullPrototype: true,
      });
    }
  }
}

const contains = (shape: Shape): boolean => shape.kind === 'later';
