import { expect } from 'vitest';
import { type Compiled, type CompileOptions, compile } from '../../compiler/compile.ts';
import type { Ir, Scenario } from '../../compiler/ir/ir.ts';

/** A line of nothing but carets and codes marks the line above it: `      ^^^^ E1001`. */
const MARKER = /^ *\^+ [EW]\d{4}( +\^+ [EW]\d{4})*$/;

interface Marked {
  readonly text: string;
  /**
   * `2:5-9 E1001`: line and columns, the end exclusive; a span that goes on counts to the end of its first
   * line.
   */
  readonly expected: readonly string[];
}

function readMarks(marked: string): Marked {
  const lines: string[] = [];
  const expected: string[] = [];
  for (const line of marked.split('\n')) {
    if (!MARKER.test(line)) lines.push(line);
    else {
      for (const { 1: carets, 2: code, index } of line.matchAll(/(\^+) ([EW]\d{4})/g)) {
        expected.push(`${lines.length}:${index + 1}-${index + 1 + carets!.length} ${code}`);
      }
    }
  }
  return { text: lines.join('\n'), expected };
}

function placeOf(text: string, start: number, end: number): string {
  const before = text.slice(0, start).split('\n');
  const column = before.at(-1)!.length + 1;
  const lineEnd = text.indexOf('\n', start);
  const last = Math.min(end, lineEnd < 0 ? text.length : lineEnd);
  return `${before.length}:${column}-${column + last - start}`;
}

/**
 * Compiles a scenario whose marker lines say where each diagnostic must stand; nothing else may be reported.
 */
export function expectMarked(marked: string, options: CompileOptions = {}): Compiled {
  const { text, expected } = readMarks(marked);
  const compiled = compile('test.dnet', text, options);
  const found = compiled.diagnostics.map(
    ({ code, span, message }) => `${placeOf(text, span.start, span.end)} ${code}\n    ${message}`,
  );
  const known = (place: string) => expected.includes(place.split('\n')[0]!);
  expect(found.map((place) => (known(place) ? place.split('\n')[0] : place)).sort()).toEqual(
    [...expected].sort(),
  );
  return compiled;
}

/** The IR of a file that must be sound. Origins are left out: they are tested where they matter. */
export function irOf(text: string, options: CompileOptions = {}): Ir {
  const { ir, diagnostics } = compile('test.dnet', text, options);
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual(
    [],
  );
  return ir!;
}

/** The only scenario of a file, whose body alone is given, without origins. */
export function scenarioOf(body: string, options: CompileOptions = {}): Scenario {
  const ir = irOf(`scenario "test" {\n${body}\n}`, options);
  return JSON.parse(JSON.stringify(ir.scenarios[0], (key, value) => (ORIGINS.has(key) ? undefined : value)));
}

const ORIGINS = new Set(['origin', 'daemonOrigin']);
