import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseScript } from '../../../../runtime/shell/language/parser.ts';
import { quoteWord } from '../../../../runtime/shell/language/quote.ts';
import type { SimpleCommand } from '../../../../runtime/shell/language/syntax.ts';

function onlyCommand(source: string): SimpleCommand {
  const parsed = parseScript(source);
  if (parsed.kind === 'error') throw new Error(JSON.stringify(parsed.error));
  const command = parsed.script.lists[0]?.first.commands[0];
  if (command?.kind !== 'simple') throw new Error('not one simple command');
  return command;
}

test('words, assignments and redirections keep their offsets', () => {
  const source = "X=1 docker ps --format '{{.Names}}' 2>/dev/null";
  const command = onlyCommand(source);
  const texts = [...command.assignments, ...command.words, ...command.redirections].map(({ start, end }) =>
    source.slice(start, end),
  );
  expect(texts).toEqual(['X=1', 'docker', 'ps', '--format', "'{{.Names}}'", '2>/dev/null']);
});

test('a quoted text is one literal, an unquoted variable is not', () => {
  expect(onlyCommand('echo "a $b"c').words[1]?.parts).toEqual([
    { kind: 'literal', text: 'a ', quoted: true },
    { kind: 'variable', name: 'b', quoted: true, fallback: undefined },
    { kind: 'literal', text: 'c', quoted: false },
  ]);
});

test.each([
  ['a && b || c', ['&&', '||']],
  ['a; b', []],
])('%s joins its pipelines with %j', (source, operators) => {
  const parsed = parseScript(source);
  expect(parsed.kind === 'ok' && parsed.script.lists[0]?.rest.map(({ operator }) => operator)).toEqual(
    operators,
  );
});

test.each([
  ['cat <<EOF', '<<'],
  ['sleep 5 &', 'background commands: &'],
  ['echo `ls`', 'backquotes: write $(...)'],
  ['echo $((1 + 1))', 'arithmetic: $((...))'],
  ['exec 3>file', 'file descriptor 3'],
  ['case x in x) echo;; esac', 'case'],
])('%s is refused, not misread', (source, construct) => {
  expect(parseScript(source)).toMatchObject({ kind: 'error', error: { kind: 'unsupported', construct } });
});

test('hostile nesting and length end in an error', () => {
  expect(parseScript('('.repeat(50_000)).kind).toBe('error');
  expect(parseScript('echo $('.repeat(20_000)).kind).toBe('error');
  expect(parseScript('x'.repeat(300_000)).kind).toBe('error');
});

test('quoting a text and reading it gives the text back', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (texts) => {
      const words = onlyCommand(texts.map(quoteWord).join(' ')).words;
      const read = words.map(({ parts }) =>
        parts.map((part) => (part.kind === 'literal' ? part.text : '?')).join(''),
      );
      expect(read).toEqual(texts);
    }),
  );
});

test('any text parses or has an error within it', () => {
  const shellish = fc.string({
    unit: fc.constantFrom(...'ab \'"\\$(){};|&<>\n#=1', 'for ', 'in ', 'do ', 'done', 'if ', '$('),
  });
  fc.assert(
    fc.property(shellish, (source) => {
      const parsed = parseScript(source);
      if (parsed.kind === 'error') expect(parsed.error.offset).toBeLessThanOrEqual(source.length);
      else expect(parsed.script.end).toBe(source.length);
    }),
    { numRuns: 2000 },
  );
});
