import type { ShellSyntaxError } from './syntax.ts';

/** Whose words the shell uses: a host's bash, or the ash of a busybox container. */
export type ShellDialect = 'bash' | 'ash';

interface Wording {
  readonly syntaxError: (error: ShellSyntaxError, source: string) => string;
  readonly cannotOpen: (path: string, line: number) => string;
  readonly cannotCreate: (path: string, reason: string, line: number) => string;
  readonly notFound: (name: string, line: number) => string;
  readonly stopped: (reason: string) => string;
}

const noSuchFile = 'No such file or directory';

/** Each shell's texts. Every text ends with a line end. */
export const wordings: Readonly<Record<ShellDialect, Wording>> = {
  bash: {
    syntaxError: bashSyntaxError,
    cannotOpen: (path, line) => `bash: line ${line}: ${path}: ${noSuchFile}\n`,
    cannotCreate: (path, reason, line) => `bash: line ${line}: ${path}: ${reason}\n`,
    notFound: (name, line) => {
      const reason = name.includes('/') ? noSuchFile : 'command not found';
      return `bash: line ${line}: ${name}: ${reason}\n`;
    },
    stopped: (reason) => `bash: ${reason}\n`,
  },
  ash: {
    syntaxError: (error) => `sh: ${ashSyntaxError(error)}\n`,
    cannotOpen: (path) => `sh: can't open ${path}: no such file\n`,
    cannotCreate: (path, reason) =>
      `sh: can't create ${path}: ${reason === noSuchFile ? 'nonexistent directory' : reason}\n`,
    notFound: (name) => `sh: ${name}: not found\n`,
    stopped: (reason) => `sh: ${reason}\n`,
  },
};

/** The number, from 1, of the line that `offset` stands on. */
export function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length;
}

function bashSyntaxError(error: ShellSyntaxError, source: string): string {
  const line = lineAt(source, error.offset);
  const lineAfterEnd = source.replace(/\n$/, '').split('\n').length + 1;
  switch (error.kind) {
    case 'unexpected-token': {
      const where = `bash: -c: line ${line}:`;
      const text = source.split('\n')[line - 1];
      return `${where} syntax error near unexpected token \`${error.token}'\n${where} \`${text}'\n`;
    }
    case 'unexpected-end':
      return `bash: -c: line ${lineAfterEnd}: syntax error: unexpected end of file\n`;
    case 'unterminated': {
      // bash reads on for a parenthesis and notices one line later.
      const at = error.closing === ')' ? lineAfterEnd : line;
      return `bash: -c: line ${at}: unexpected EOF while looking for matching \`${error.closing}'\n`;
    }
    case 'bad-substitution':
      return `bash: line ${line}: ${error.text}: bad substitution\n`;
    case 'unsupported':
      return `bash: line ${line}: not simulated: ${error.construct}\n`;
  }
}

function ashSyntaxError(error: ShellSyntaxError): string {
  switch (error.kind) {
    case 'unexpected-token':
      return `syntax error: unexpected ${error.token === 'newline' ? 'newline' : `"${error.token}"`}`;
    case 'unexpected-end':
      return 'syntax error: unexpected end of file';
    case 'unterminated':
      return error.closing === ')' || error.closing === '}'
        ? `syntax error: unexpected end of file (expecting "${error.closing}")`
        : 'syntax error: unterminated quoted string';
    case 'bad-substitution':
      return 'syntax error: bad substitution';
    case 'unsupported':
      return `not simulated: ${error.construct}`;
  }
}
