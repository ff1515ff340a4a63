import type { Code, ParamsOf } from './catalogue.ts';
import { catalogue } from './catalogue.ts';
import type { Span } from './span.ts';

export type Severity = 'error' | 'warning' | 'info';

/** Another place that explains the diagnostic: "first published here". */
export interface Related {
  readonly span: Span;
  readonly message: string;
}

/** A replacement that would mend the input. */
export interface Fix {
  readonly title: string;
  readonly span: Span;
  readonly text: string;
}

/** One thing that is wrong with the input. Never thrown: every phase returns its diagnostics beside its value. */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly related: readonly Related[];
  /** Facts below the excerpt, one line each. */
  readonly notes: readonly string[];
  readonly help?: string;
  readonly fixes: readonly Fix[];
}

export interface DiagnosticExtras {
  readonly related?: readonly Related[];
  readonly notes?: readonly string[];
  /** Replaces the catalogue's own help. */
  readonly help?: string;
  readonly fixes?: readonly Fix[];
}

/** Makes a diagnostic from the catalogue; a wrong code or parameter does not compile. */
export function diagnose<C extends Code>(
  code: C,
  params: ParamsOf<C>,
  span: Span,
  extras: DiagnosticExtras = {},
): Diagnostic {
  const entry = catalogue[code] as {
    severity: Severity;
    message: (p: ParamsOf<C>) => string;
    help?: (p: ParamsOf<C>) => string | undefined;
  };
  const help = extras.help ?? entry.help?.(params);
  return {
    code,
    severity: entry.severity,
    message: entry.message(params),
    span,
    related: extras.related ?? [],
    notes: extras.notes ?? [],
    ...(help === undefined ? {} : { help }),
    fixes: extras.fixes ?? [],
  };
}
