import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Colours text where the stream shows colours: not in a pipe, and not with NO_COLOR. */
export const paint = (style: Style, text: string): string =>
  styleText(style, text, { stream: process.stdout, validateStream: true });

/** Prints a line, or several; nothing for no text at all. */
export const print = (text: string): void => {
  if (text !== '') process.stdout.write(`${text}\n`);
};

export const printError = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** A line that the next one overwrites: for people who wait, so only on a terminal. */
export function progress(text: string): void {
  if (process.stderr.isTTY)
    process.stderr.write(`\r\u001B[K${text.slice(0, (process.stderr.columns ?? 80) - 1)}`);
}

export const endProgress = (): void => progress('');
