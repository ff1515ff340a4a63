import { succeed } from '../language/command-result.ts';
import { readEscapes } from './escapes.ts';
import type { TextTool } from './tool.ts';

/** bash's echo: `-n`, `-e` and `-E` in any bundle; anything else is text. */
export const echo: TextTool = (args) => {
  const first = args.findIndex((word) => !/^-[neE]+$/.test(word));
  const words = first < 0 ? [] : args.slice(first);
  const letters = args.slice(0, first < 0 ? args.length : first).join('');
  const escaped = letters.lastIndexOf('e') > letters.lastIndexOf('E');
  const text = words.join(' ');
  const read = escaped ? readEscapes(text, 'echo') : { text, stopped: false };
  return succeed(read.text + (letters.includes('n') || read.stopped ? '' : '\n'));
};
