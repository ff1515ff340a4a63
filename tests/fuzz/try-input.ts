import { SERVICES } from '../../cli/services.ts';
import { compile } from '../../compiler/compile.ts';
import { decodeIr, encodeIr } from '../../compiler/ir/ir-json.ts';
import { renderDiagnostic } from '../../diagnostics/render.ts';
import { sourceText } from '../../diagnostics/source.ts';
import { formatSource } from '../../grammar/format-source.ts';
import { problemsOf } from '../../runtime/scenario/problems.ts';
import { runScenario } from '../../runtime/scenario/run.ts';

const FILE = 'mutated.dnet';

/**
 * Does with a text what `dnet check`, `dnet fmt` and `dnet test` do.
 * @returns whether it was refused, or compiled and played; throws where dnet breaks its word
 */
export function tryInput(text: string): 'refused' | 'played' {
  const { ir, diagnostics } = compile(FILE, text);
  const source = (file: string) => (file === FILE ? sourceText(FILE, text) : undefined);
  for (const diagnostic of diagnostics) {
    if (diagnostic.span.start > diagnostic.span.end)
      throw new Error(`${diagnostic.code}: the span is inside out`);
    renderDiagnostic(diagnostic, { source });
  }
  tryFormat(text);
  const refused = diagnostics.some(({ severity }) => severity === 'error');
  if (refused !== (ir === undefined)) throw new Error('an IR and an error exclude each other');
  if (ir === undefined) return 'refused';
  if (decodeIr(FILE, encodeIr(ir)).diagnostics.length > 0) throw new Error('the IR does not survive JSON');
  for (const scenario of ir.scenarios) problemsOf(runScenario(scenario, { services: SERVICES }));
  return 'played';
}

/** A formatted text is formatted, and means the same. */
function tryFormat(text: string): void {
  const once = formatSource(FILE, text);
  if (once.diagnostics.length > 0) return;
  const twice = formatSource(FILE, once.text);
  if (twice.diagnostics.length > 0) throw new Error('the formatted text has errors');
  if (twice.text !== once.text) throw new Error('formatting twice changes more');
}
