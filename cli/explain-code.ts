import { fileURLToPath } from 'node:url';
import { type Code, catalogue } from '../diagnostics/catalogue.ts';
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { readTextIfThere } from './file-system.ts';
import { InputError } from './input-error.ts';
import { print } from './output.ts';

/** Prints the page of a code: what it means, a wrong example and a right one. */
export function explainCode(text: string): void {
  const code = text.toUpperCase();
  if (!isCode(code)) throw new InputError(unknown(text, code));
  const page = fileURLToPath(new URL(`../docs/diagnostics/${code}.md`, import.meta.url));
  print(readTextIfThere(page)?.trimEnd() ?? `# ${code}: ${catalogue[code].title}`);
}

const isCode = (text: string): text is Code => Object.hasOwn(catalogue, text);

function unknown(text: string, code: string): string {
  const [near] = didYouMean(code, Object.keys(catalogue));
  return `there is no code ${text}${near === undefined ? '' : `; did you mean ${near}?`}`;
}
