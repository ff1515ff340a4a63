import { expect, test } from 'vitest';
import { runScript } from '../../../../runtime/shell/language/run-script.ts';
import { textTools } from '../../../../runtime/shell/text-tools/text-tools.ts';
import type { ToolContext } from '../../../../runtime/shell/text-tools/tool.ts';

/** A machine with a few files, whose shell finds nothing but the text tools. */
function run(script: string) {
  const files = new Map([
    ['a', 'one two three\nTwo\n\nfour  five\n10 x\n9 y\nfoo.bar\nfoo_bar baz\n'],
    ['b', 'b:2:x\na:10:y\nc:1:z\na:2:y\nnocolon\n'],
    ['nonl', 'x\ny'],
  ]);
  let slept = 0;
  const context: ToolContext = {
    readFile: (path) => files.get(path),
    writeFile: (path, content, append) => {
      files.set(path, append ? (files.get(path) ?? '') + content : content);
      return undefined;
    },
    sleep: (seconds) => {
      slept += seconds;
    },
    exec: ([name = '', ...args], stdin) => textTools.get(name)?.(args, stdin, context),
  };
  const { readFile, writeFile, exec } = context;
  return { ...runScript(script, { dialect: 'bash', vars: {}, readFile, writeFile, exec }), slept };
}

// Expected texts are what GNU grep 3.8, coreutils 9.1, sed 4.9, mawk and bash 5.2 print in the C locale.
test.each<[string, string]>([
  ['grep -n o a | head -2', '1:one two three\n2:Two\n'],
  ['grep -c o a b', 'a:5\nb:1\n'],
  ['grep -v o a', '\n10 x\n9 y\n'],
  ['grep -w bar a; grep -x Two a; grep -i two a', 'foo.bar\nTwo\none two three\nTwo\n'],
  ["grep -F '.' a; grep 'o\\{2\\}' a", 'foo.bar\nfoo.bar\nfoo_bar baz\n'],
  ['grep -A1 -e one -e 10 a', 'one two three\nTwo\n--\n10 x\n9 y\n'],
  ['grep -C1 -n Two a', '1-one two three\n2:Two\n3-\n'],
  ["echo abcabc | grep -oE 'a|ab|abc'", 'abc\nabc\n'],
  ["grep -E '4789|[[:digit:]] x' a; grep -l o a b", '10 x\na\nb\n'],
  ["echo 'a+b' | grep 'a+b'; grep -E 'a{1' a; echo aab | grep -E 'a{1,2}b'", 'a+b\naab\n'],
  ['sort -t: -k2,2n -k1,1r b', 'nocolon\nc:1:z\nb:2:x\na:2:y\na:10:y\n'],
  ['sort -rn a | head -2; sort -t: -k1,1 -u b', '10 x\n9 y\na:10:y\nb:2:x\nc:1:z\nnocolon\n'],
  ["printf 'v1.10\\nv1.9\\nv1.2\\n' | sort -V", 'v1.2\nv1.9\nv1.10\n'],
  ['head -n -6 a; head -c 3 a', 'one two three\nTwo\none'],
  ['tail -n +7 a; tail -1 a; tail -n1 nonl', 'foo.bar\nfoo_bar baz\nfoo_bar baz\ny'],
  ['head -n1 a b', '==> a <==\none two three\n\n==> b <==\nb:2:x\n'],
  ['cat a | wc -l; wc -l b; wc -c nonl; cat nonl | wc', '8\n5 b\n3 nonl\n      1       2       3\n'],
  ['cut -d: -f1,3 b | head -1; cut -d: -f2- -s b | tail -1; cut -c2-3 nonl a | tail -1', 'b:x\n2:y\noo\n'],
  ['cat -n nonl; echo; cat -A nonl', '     1\tx\n     2\ty\nx$\ny'],
  ["echo -e 'a\\tb\\x41'; echo -n a; echo -E 'a\\tb'; echo -x", 'a\tbA\naa\\tb\n-x\n'],
  [
    "printf '%s-%d\\n' a 1 b 2; printf '%5s|%-5s|%05.1f|%x|%%\\n' a b 3.14159 255",
    'a-1\nb-2\n    a|b    |003.1|ff|%\n',
  ],
  ["echo hello | tr a-z A-Z; echo aabb | tr -s b; echo a1b | tr -dc '0-9\\n'", 'HELLO\naab\n1\n'],
  ['sort b | cut -d: -f1 | uniq -c', '      2 a\n      1 b\n      1 c\n      1 nocolon\n'],
  [
    "sed -E 's/([a-z]+) ([a-z]+)/\\2 \\1/' a | head -1; sed -n 2p a; sed '2,$d' a",
    'two one three\nTwo\none two three\n',
  ],
  ["sed 's/x*/-/g' nonl; echo; sed -n '/Two/,/10/p' a", '-\n-y-\nTwo\n\nfour  five\n10 x\n'],
  ["sed 's/[:/]/_/2' b | head -1; sed -i s/y/Y/ nonl; cat nonl", 'b:2_x\nx\nY'],
  [
    "awk -F: '{print $2, $NF}' b | head -1; awk '/foo/ {print NR\": \"$1}' a",
    '2 x\n7: foo.bar\n8: foo_bar\n',
  ],
  ['echo x | tee f | cat; cat f; echo y | tee -a f >/dev/null; cat f', 'x\nx\nx\ny\n'],
  ['[ 1 -lt 2 -a -f a ] && echo y; test ! -f nope && echo y; [ "" ] || echo n', 'y\ny\nn\n'],
  ['basename /a/b.txt .txt; dirname /a/b', 'b\n/a\n'],
  ['seq 2; seq -w 9 10; seq -s, 3 -1 1; seq 1 0.5 2', '1\n2\n09\n10\n3,2,1\n1.0\n1.5\n2.0\n'],
  [
    "echo a b | xargs -n1 echo x; printf 'a\\nb c\\n' | xargs -I{} echo '<{}>'; echo | xargs -r echo",
    'x a\nx b\n<a>\n<b c>\n',
  ],
  ["printf 'a bb c\\nddd e\\n' | column -t; echo abc | rev; tac nonl", 'a    bb  c\nddd  e   \ncba\ny\nx\n'],
])('%s', (script, stdout) => {
  expect(run(script).stdout).toBe(stdout);
});

test.each<[string, number, string]>([
  ['grep nothere a', 1, ''],
  ['grep x nope', 2, 'grep: nope: No such file or directory\n'],
  ["grep -E '(' a", 2, 'grep: Unmatched ( or \\(\n'],
  ["grep '[[:foo:]]' a", 2, 'grep: Invalid character class name\n'],
  ["grep '\\(a\\)\\1' a", 2, 'grep: back-references are not simulated\n'],
  [
    'grep --foo x a',
    2,
    "grep: unrecognized option '--foo'\nUsage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n",
  ],
  ['grep -r x a', 2, 'grep: not simulated: -r\n'],
  ['sort -k0 a', 2, "sort: field number is zero: invalid field specification '0'\n"],
  ['head -n x a', 1, "head: invalid number of lines: 'x'\n"],
  ['head -Y a', 1, "head: invalid option -- 'Y'\nTry 'head --help' for more information.\n"],
  ['tail -n', 1, "tail: option requires an argument -- 'n'\nTry 'tail --help' for more information.\n"],
  ['tail -f a', 1, 'tail: not simulated: -f\n'],
  [
    'cut b',
    1,
    "cut: you must specify a list of bytes, characters, or fields\nTry 'cut --help' for more information.\n",
  ],
  [
    'tr a',
    1,
    "tr: missing operand after 'a'\nTwo strings must be given when translating.\nTry 'tr --help' for more information.\n",
  ],
  ["sed 's/a' a", 1, "sed: -e expression #1, char 3: unterminated `s' command\n"],
  ["sed 'y/a/b/' a", 1, 'sed: -e expression #1, char 1: not simulated: command y\n'],
  [
    "awk 'BEGIN {x=1} {print x}' a",
    2,
    "awk: not simulated: the program BEGIN {x=1} {print x}; only '/re/ {print $1, $2}' is\n",
  ],
  ['[ a', 2, "[: missing ']'\n"],
  ['[ x -eq 1 ]', 2, "[: invalid integer 'x'\n"],
  ['sleep x', 1, "sleep: invalid time interval 'x'\nTry 'sleep --help' for more information.\n"],
  ['seq 1 0 3', 1, "seq: invalid Zero increment value: '0'\nTry 'seq --help' for more information.\n"],
  ['seq 1000000', 1, 'seq: not simulated: more than 100000 numbers\n'],
  ['echo a | xargs false', 123, ''],
  ['echo a | xargs nosuch', 127, 'xargs: nosuch: No such file or directory\n'],
])('%s ends with %i', (script, rc, stderr) => {
  expect(run(script)).toMatchObject({ rc, stderr });
});

test('sleep tells how long', () => {
  expect(run('sleep 1.5; sleep 1m 2s').slept).toBe(63.5);
});
