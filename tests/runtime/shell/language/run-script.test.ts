import { expect, test } from 'vitest';
import type { CommandResult } from '../../../../runtime/shell/language/command-result.ts';
import { newBudget, type ShellEnv, type Variables } from '../../../../runtime/shell/language/environment.ts';
import type { ShellDialect } from '../../../../runtime/shell/language/messages.ts';
import { runScript } from '../../../../runtime/shell/language/run-script.ts';

type Program = (args: readonly string[], stdin: string, vars: Variables) => CommandResult;

const programs: Readonly<Record<string, Program>> = {
  echo: (args) => ({ stdout: `${args.join(' ')}\n`, stderr: '', rc: 0 }),
  args: (args) => ({ stdout: `${args.map((arg) => `<${arg}>`).join('')}\n`, stderr: '', rc: 0 }),
  cat: (_, stdin) => ({ stdout: stdin, stderr: '', rc: 0 }),
  env: (args, _, vars) => ({
    stdout: `${args.map((name) => vars[name] ?? 'unset').join(' ')}\n`,
    stderr: '',
    rc: 0,
  }),
  both: () => ({ stdout: 'out\n', stderr: 'err\n', rc: 0 }),
  true: () => ({ stdout: '', stderr: '', rc: 0 }),
  false: () => ({ stdout: '', stderr: '', rc: 1 }),
};

function machine(files: Map<string, string>, dialect: ShellDialect = 'bash'): ShellEnv {
  return {
    dialect,
    vars: { HOME: '/root' },
    exec: ([name = '', ...args], stdin, vars) => programs[name]?.(args, stdin, vars),
    readFile: (path) => files.get(path),
    writeFile: (path, content, append) => {
      if (path.startsWith('/nope/')) return 'No such file or directory';
      files.set(path, append ? (files.get(path) ?? '') + content : content);
      return undefined;
    },
    glob: (pattern) => (pattern === '/run/*' ? ['/run/a', '/run/b'] : []),
  };
}

function run(source: string, dialect: ShellDialect = 'bash'): CommandResult {
  return runScript(source, machine(new Map([['f', 'one\ntwo\n']]), dialect));
}

test.each<[string, string]>([
  ['echo a b  c', 'a b c\n'],
  [`args 'a  b' "c  d" e\\ f ""`, '<a  b><c  d><e f><>\n'],
  ['X="a  b"; args $X "$X"', '<a><b><a  b>\n'],
  ['args $(echo x; echo y) "$(echo x; echo y)"', '<x><y><x\ny>\n'],
  ['false; echo $?', '1\n'],
  ['false && echo y || echo n', 'n\n'],
  ['! true; echo $?', '1\n'],
  ['true | false; echo $?', '1\n'],
  ['both 2>/dev/null | cat', 'out\n'],
  ['both 2>&1 | cat', 'out\nerr\n'],
  ['both 2>&1 > g; cat < g', 'err\nout\n'],
  ['both &> g; cat < g', 'out\nerr\n'],
  ['echo more >> f; cat < f', 'one\ntwo\nmore\n'],
  ['cat <<< "hi $HOME"', 'hi /root\n'],
  ['(X=2; echo $X); echo "[$X]"', '2\n[]\n'],
  ['for i in a {1..3}; do echo $i; done', 'a\n1\n2\n3\n'],
  ['for i in /run/* "/run/*"; do echo "$i"; done', '/run/a\n/run/b\n/run/*\n'],
  ['i=; until [ ] ; do i=x; break; done; echo $i', 'x\n'],
  ['for i in 1 2; do for j in 1 2; do continue 2; done; echo no; done; echo end', 'end\n'],
  ['if false; then echo a; elif true; then echo b; else echo c; fi', 'b\n'],
  ['cat < f | while read x; do echo "<$x>"; done', '<one>\n<two>\n'],
  ['X=1 env X; env X; export X=2; env X', '1\nunset\n2\n'],
  ['sh -c \'echo $0 $1 "$@"\' x y z', 'x y y z\n'],
  [`echo \${U:-default} \${HOME-x}`, 'default /root\n'],
  ['x=$(false); echo $?', '1\n'],
  ['echo a # not this\necho b#c', 'a\nb#c\n'],
  ['(exit 3); echo $?; exit 4; echo no', '3\n'],
])('%s', (source, stdout) => {
  expect(run(source).stdout).toBe(stdout);
});

test('output keeps its order when a group merges its streams', () => {
  expect(run('{ echo a; both >&2; echo b; } 2>&1 | cat').stdout).toBe('a\nout\nerr\nb\n');
});

test.each<[ShellDialect, string, number, string]>([
  ['bash', 'foo --x', 127, 'bash: line 1: foo: command not found\n'],
  ['bash', 'true\n./foo', 127, 'bash: line 2: ./foo: No such file or directory\n'],
  ['bash', 'cat < nope', 1, 'bash: line 1: nope: No such file or directory\n'],
  ['bash', 'echo > /nope/x', 1, 'bash: line 1: /nope/x: No such file or directory\n'],
  ['bash', "echo 'x", 2, "bash: -c: line 1: unexpected EOF while looking for matching `''\n"],
  ['bash', 'echo $(ls', 2, "bash: -c: line 2: unexpected EOF while looking for matching `)'\n"],
  ['bash', 'a &&', 2, 'bash: -c: line 2: syntax error: unexpected end of file\n'],
  [
    'bash',
    'a | | b',
    2,
    "bash: -c: line 1: syntax error near unexpected token `|'\nbash: -c: line 1: `a | | b'\n",
  ],
  ['bash', `echo \${x!}`, 1, `bash: line 1: \${x!}: bad substitution\n`],
  ['ash', 'foo', 127, 'sh: foo: not found\n'],
  ['ash', 'cat < nope', 1, "sh: can't open nope: no such file\n"],
  ['ash', 'a | | b', 2, 'sh: syntax error: unexpected "|"\n'],
])('%s says what is wrong with %j', (dialect, source, rc, stderr) => {
  expect(run(source, dialect)).toEqual({ stdout: '', stderr, rc });
});

test('loops, output and nested scripts have an end', () => {
  expect(run('while true; do echo x; done').stderr).toBe(
    'bash: stopped: the script runs too many commands\n',
  );
  const doubling = 'x=xxxxxxxxxxxxxxxx; while true; do x=$x$x; done';
  expect(run(doubling).stderr).toBe('bash: stopped: the script prints too much\n');
  const endless = `export S='sh -c "$S"'; sh -c "$S"`;
  expect(run(endless).stderr).toBe('bash: stopped: too many scripts inside scripts\n');
});

test('a script inside a script spends the same budget', () => {
  const budget = { ...newBudget(), commands: 3 };
  const outer = { ...machine(new Map()), budget };
  expect(runScript('echo a; echo b', outer).rc).toBe(0);
  expect(runScript('echo a; echo b', outer)).toMatchObject({ stdout: 'a\n', rc: 1 });
});
