import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { type Ink, renderDiagnostic } from '../diagnostics/render.ts';
import { sourceText } from '../diagnostics/source.ts';
import { paint } from './output.ts';
import type { SourceFile } from './source-file.ts';

const STYLES: { readonly [I in Ink]?: Parameters<typeof paint>[0] } = {
  error: 'red',
  warning: 'yellow',
  info: 'blue',
  place: 'dim',
  help: 'cyan',
  strong: 'bold',
};

/** A diagnostic with its excerpt, coloured where the terminal shows colours. */
export const showDiagnostic = (
  diagnostic: Diagnostic,
  { textOf }: Pick<SourceFile, 'textOf'>,
  { colour = true }: { readonly colour?: boolean } = {},
): string =>
  renderDiagnostic(diagnostic, {
    source: (file) => {
      const text = textOf(file);
      return text === undefined ? undefined : sourceText(file, text);
    },
    ...(colour && { paint: inColour }),
  });

function inColour(ink: Ink, text: string): string {
  const style = STYLES[ink];
  return style === undefined ? text : paint(style, text);
}
