import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { placeOf, type SourceFile } from '../source-file.ts';
import { pretty } from './pretty.ts';
import type { Reporter } from './report.ts';

/** For GitHub Actions: an annotation in the file for each diagnostic, and the summary of `pretty`. */
export const github: Reporter = {
  file: ({ source, runs, properties }) =>
    [...source.diagnostics, ...[...runs, ...properties].flatMap(({ diagnostics }) => diagnostics)]
      .map((diagnostic) => annotation(source, diagnostic))
      .join('\n'),
  end: (report) => pretty.end(report),
};

const LEVELS = { error: 'error', warning: 'warning', info: 'notice' } as const;

function annotation(source: SourceFile, { code, severity, message, span, notes, help }: Diagnostic): string {
  const [, line = '1', column = '1'] = /:(\d+):(\d+)$/.exec(placeOf(span, source.textOf)) ?? [];
  const body = [message, ...notes, ...(help === undefined ? [] : [`help: ${help}`])].join('\n');
  const properties = { file: span.file || source.path, line, col: column, title: code };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)}`);
  return `::${LEVELS[severity]} ${list.join(',')}::${escapeData(body)}`;
}

/** The runner's own escapes (actions/toolkit core command.ts). */
const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text: string): string =>
  escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
