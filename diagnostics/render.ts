import type { Diagnostic, Severity } from './diagnostic.ts';
import { lineText, positionAt, type SourceText } from './source.ts';
import type { Span } from './span.ts';

/** What a piece of a rendered diagnostic is, for colours. */
export type Ink = Severity | 'place' | 'note' | 'help' | 'strong';

export interface RenderOptions {
  /** The text of a file that a span names; without it, only the place is shown. */
  readonly source: (file: string) => SourceText | undefined;
  /** Colours a piece of text; none by default. */
  readonly paint?: (ink: Ink, text: string) => string;
}

/** Lines of an excerpt that are shown of a span over many lines: its first and its last ones. */
const MOST_LINES = 4;

/**
 * A diagnostic as a person reads it: what is wrong, the place in its file underlined, other places that explain it,
 * facts, and what to do. Ends without a line break.
 */
export function renderDiagnostic(diagnostic: Diagnostic, options: RenderOptions): string {
  const { code, severity, message, span, related, notes, help } = diagnostic;
  const paint = options.paint ?? ((_, text) => text);
  const spans = [span, ...related.map((each) => each.span)];
  const gutter = ' '.repeat(Math.max(...spans.map((each) => gutterWidth(each, options))));
  const note = (text: string, ink: Ink) => {
    const [first = '', ...further] = text.split('\n');
    return [`${gutter} = ${paint(ink, first)}`, ...further.map((line) => `${gutter}   ${paint(ink, line)}`)];
  };
  return [
    `${paint(severity, `${severity}[${code}]`)}${paint('strong', `: ${message}`)}`,
    ...excerpt(span, severity, '', gutter, options),
    ...related.flatMap((each) => excerpt(each.span, 'note', each.message, gutter, options)),
    ...notes.flatMap((each) => note(each, 'note')),
    ...(help === undefined ? [] : note(`help: ${help}`, 'help')),
  ].join('\n');
}

function gutterWidth(span: Span, { source }: RenderOptions): number {
  const text = source(span.file);
  return text === undefined ? 1 : String(lastLine(text, span)).length;
}

const lastLine = (text: SourceText, { start, end }: Span) => positionAt(text, Math.max(start, end - 1)).line;

/** The place and its lines, underlined; `label` stands behind the last underline. */
function excerpt(span: Span, ink: Ink, label: string, gutter: string, options: RenderOptions): string[] {
  const paint = options.paint ?? ((_, text) => text);
  const text = options.source(span.file);
  if (text === undefined) return [`${gutter} ${paint('place', `┌─ ${span.file}`)}`];
  const { line, column } = positionAt(text, span.start);
  const last = lastLine(text, span);
  const shown: string[] = [`${gutter} ${paint('place', `┌─ ${span.file}:${line}:${column}`)}`];
  for (let at = line; at <= last; at++) {
    if (last - line >= MOST_LINES && at > line && at < last) {
      if (at === line + 1) shown.push(`${gutter} ${paint('place', '·')}`);
      continue;
    }
    const number = String(at).padStart(gutter.length);
    const { shownLine, from, to } = underlined(text, span, at);
    shown.push(`${paint('place', `${number} │`)} ${shownLine}`.trimEnd());
    const carets = '^'.repeat(Math.max(1, to - from));
    const behind = at === last && label !== '' ? ` ${label}` : '';
    shown.push(`${gutter} ${paint('place', '│')} ${' '.repeat(from)}${paint(ink, carets + behind)}`);
  }
  return shown;
}

/** A line with tabs as spaces, and the columns of it that the span covers, from 0. */
function underlined(text: SourceText, span: Span, line: number) {
  const plain = lineText(text, line);
  const start = text.lineStarts[line - 1]!;
  const indent = plain.length - plain.trimStart().length;
  const first = span.start > start ? span.start - start : indent;
  const end = Math.min(Math.max(span.end - start, first), plain.trimEnd().length);
  return {
    shownLine: expandTabs(plain),
    from: expandTabs(plain.slice(0, first)).length,
    to: expandTabs(plain.slice(0, Math.max(first, end))).length,
  };
}

const expandTabs = (text: string) => text.replaceAll('\t', '    ');
