import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/span.ts';
import type { Document, PropertyNode, ScenarioNode } from '../grammar/ast.ts';
import { parseSource } from '../grammar/parse-source.ts';
import { bindScenario } from './bind/bind-scenario.ts';
import { checkScenario } from './check/check.ts';
import { checkProperty } from './check/check-property.ts';
import type { Ir, Scenario } from './ir/ir.ts';
import { lowerProperty } from './lower/lower-property.ts';
import { lowerScenario } from './lower/lower-scenario.ts';
import type { Files, ReadFile } from './read-file.ts';

export interface CompileOptions extends Partial<Files> {
  /** Reads the compose files that a scenario names; by default there are none. */
  readonly read?: ReadFile;
  /** The absolute folder that relative paths start from; `/` without it. */
  readonly folder?: string;
}

export interface Compiled {
  /** Absent when an error stands in the way. */
  readonly ir?: Ir;
  /** All of them at once, in source order. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * What a `.dnet` file means: text → syntax tree → names bound → checked → lowered. Total: it never throws on
 * input.
 */
export function compile(file: string, text: string, options: CompileOptions = {}): Compiled {
  const { document, diagnostics } = parseSource(file, text);
  const { ir, diagnostics: found } = compileDocument(document, options);
  const all = inSourceOrder(withoutDoubtful([...diagnostics, ...found], document), file);
  return all.some(({ severity }) => severity === 'error') ? { diagnostics: all } : { ir, diagnostics: all };
}

/** The same from the syntax tree; what is sound is lowered even when there are errors. */
export function compileDocument(
  document: Document,
  { read = () => undefined, folder = '/', ...more }: CompileOptions = {},
): { readonly ir: Ir; readonly diagnostics: readonly Diagnostic[] } {
  const scenarios = document.items
    .filter((item): item is ScenarioNode => item.kind === 'scenario')
    .map((node) => compileScenario(node, { read, folder, ...more }));
  const properties = document.items.filter((item): item is PropertyNode => item.kind === 'property');
  return {
    ir: {
      version: 1,
      file: document.file,
      scenarios: scenarios.map(({ scenario }) => scenario),
      properties: properties.map(lowerProperty),
    },
    diagnostics: [
      ...scenarios.flatMap(({ diagnostics }) => diagnostics),
      ...properties.flatMap((node) => [...checkProperty(node)]),
    ],
  };
}

function compileScenario(
  node: ScenarioNode,
  files: Files,
): { readonly scenario: Scenario; readonly diagnostics: readonly Diagnostic[] } {
  const { scenario, diagnostics } = bindScenario(node, files);
  return {
    scenario: lowerScenario(scenario),
    diagnostics: [...diagnostics, ...checkScenario(scenario)],
  };
}

/**
 * Advice on a scenario that has errors rests on what is left of it: a network is not unused because the line that uses it
 * could not be read. It comes when the errors are gone, as rustc's lints do.
 */
function withoutDoubtful(diagnostics: readonly Diagnostic[], { items }: Document): readonly Diagnostic[] {
  const within = (inner: Span, outer: Span): boolean =>
    inner.file === outer.file && inner.start >= outer.start && inner.end <= outer.end;
  const broken = items
    .map(({ span }) => span)
    .filter((item) => diagnostics.some(({ severity, span }) => severity === 'error' && within(span, item)));
  return diagnostics.filter(
    ({ severity, span }) => severity === 'error' || !broken.some((item) => within(span, item)),
  );
}

/** The scenario's own diagnostics first, then those of the files that it reads. */
const inSourceOrder = (diagnostics: readonly Diagnostic[], file: string): readonly Diagnostic[] =>
  [...diagnostics].sort(
    (a, b) =>
      Number(a.span.file !== file) - Number(b.span.file !== file) ||
      (a.span.file < b.span.file ? -1 : a.span.file > b.span.file ? 1 : 0) ||
      a.span.start - b.span.start ||
      a.span.end - b.span.end,
  );
