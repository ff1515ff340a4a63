import fc from 'fast-check';
import { expect, test } from 'vitest';
import { goJson } from '../../../../runtime/shell/go-template/go-json.ts';
import {
  fromJson,
  goFloat,
  goMap,
  goNil,
  goPointer,
  goStruct,
} from '../../../../runtime/shell/go-template/go-value.ts';

test('structs keep their order, maps are sorted, tags rename and leave out', () => {
  const value = goStruct(
    'demo',
    {
      Name: 'n',
      ID: '1',
      Peers: goNil('slice'),
      Aux: goMap({}),
      Secret: 'x',
      Labels: goMap({ b: '2', a: '1' }),
    },
    { tags: { ID: 'Id', Peers: 'Peers,omitempty', Aux: 'Aux,omitempty', Secret: '-' } },
  );
  expect(goJson(value)).toBe('{"Name":"n","Id":"1","Labels":{"a":"1","b":"2"}}');
});

test('nil, pointers and numbers', () => {
  const value = [goNil('map'), goPointer('x'), goFloat(1e-7), goFloat(1e21), goFloat(1.5), 3, null];
  expect(goJson(value)).toBe('[null,"x",1e-7,1e+21,1.5,3,null]');
});

test('Go escapes what HTML would misread, unless told not to', () => {
  expect(goJson('<&>\u2028é"')).toBe('"\\u003c\\u0026\\u003e\\u2028é\\""');
  expect(goJson('<&>\u2028', { escapeHtml: false })).toBe('"<&>\\u2028"');
});

test('indentation leaves empty collections on one line', () => {
  const value = goStruct('demo', { A: [], B: goMap({}), C: ['x'] });
  expect(goJson(value, { indent: '    ' })).toBe(
    '{\n    "A": [],\n    "B": {},\n    "C": [\n        "x"\n    ]\n}',
  );
});

test('whatever JSON it is given it gives back', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const text = JSON.stringify(value);
      expect(JSON.parse(goJson(fromJson(JSON.parse(text))))).toEqual(JSON.parse(text));
    }),
  );
});
