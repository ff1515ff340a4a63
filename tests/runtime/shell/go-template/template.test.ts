import fc from 'fast-check';
import { expect, test } from 'vitest';
import { executeTemplate } from '../../../../runtime/shell/go-template/execute.ts';
import {
  fromJson,
  type GoValue,
  goFloat,
  goMap,
  goNil,
  goPointer,
  goStruct,
} from '../../../../runtime/shell/go-template/go-value.ts';
import { executeInspect } from '../../../../runtime/shell/go-template/inspect-format.ts';
import { parseTemplate } from '../../../../runtime/shell/go-template/parser.ts';

const endpoint = goPointer(
  goStruct('network.EndpointSettings', { IPAddress: '10.1.0.2', Links: goNil('slice') }),
);

const data: GoValue = goStruct('demo.Object', {
  Name: '/web',
  Args: ['80', 'x y'],
  Pid: 123,
  Ratio: goFloat(1.5),
  Labels: goMap({ b: '2', a: '1' }),
  Networks: goMap({ n1: endpoint, alpha: endpoint }, { type: 'map[string]*network.EndpointSettings' }),
  Options: goNil('map'),
  Health: goNil('pointer'),
  IPAM: goStruct('network.IPAM', {
    Driver: 'default',
    Options: goNil('map'),
    Config: [
      goStruct('network.IPAMConfig', {
        Subnet: '10.1.0.0/16',
        Range: '',
        Gateway: '10.1.0.1',
        Aux: goNil('map'),
      }),
    ],
  }),
  Ports: goMap({ '80/tcp': ['8080'] }, { type: 'nat.PortMap', keyType: 'nat.Port' }),
});

/** The text, or the error's message. */
function render(source: string, value: GoValue = data): string {
  const parsed = parseTemplate(source);
  if (parsed.kind === 'error') return parsed.message;
  const ran = executeTemplate(parsed.template, value);
  return ran.kind === 'ok' ? ran.text : ran.message;
}

test.each([
  ['{{.IPAM}}', '{default map[] [{10.1.0.0/16  10.1.0.1 map[]}]}'],
  ['{{.Labels}} {{.Args}} {{.Health}} {{.Options}}', 'map[a:1 b:2] [80 x y] <nil> map[]'],
  ['{{.Networks.n1.IPAddress}} {{.Networks.nope.IPAddress}}', '10.1.0.2 <no value>'],
  ['{{.Networks}}', 'map[alpha:0xc000012345 n1:0xc000012345]'],
  ['{{range $k, $v := .Networks}}{{$k}}={{$v.IPAddress}} {{end}}', 'alpha=10.1.0.2 n1=10.1.0.2 '],
  ['{{range $i, $e := .Args}}{{if $i}}, {{end}}{{$e}}{{end}}', '80, x y'],
  ['{{range .Options}}x{{else}}none{{end}}', 'none'],
  ['{{range 3}}{{.}}{{if eq . 1}}{{break}}{{end}}{{end}}', '01'],
  ['{{if eq .Name "x"}}A{{else if eq .Name "/web"}}B{{else}}C{{end}}', 'B'],
  ['{{with .Health}}h{{else}}none{{end}} {{with $x := .Name}}{{$x}}{{$.Pid}}{{end}}', 'none /web123'],
  ['{{$x := 1}}{{if true}}{{$x := 2}}{{end}}{{$x}}{{if true}}{{$x = 3}}{{end}}{{$x}}', '13'],
  ['a  {{- .Name -}}  b {{/* c */}}x{{- /* d */ -}} y', 'a/webb xy'],
  ['{{index .Args 0}} {{index .Labels "zz"}}| {{len .Args}} {{len "é"}}', '80 | 2 2'],
  ['{{json .Args}} {{json "<a>"}} {{json .Options}}', '["80","x y"] "<a>" null'],
  ['{{join .Args ","}} {{upper "ab"}} {{title "ab cd"}} {{split "a,b" ","}}', '80,x y AB Ab Cd [a b]'],
  ['{{truncate "abcdef" 3}} {{pad "a" 1 2}}|', 'abc  a  |'],
  [
    '{{printf "%-5s|%3d|%q|%v|%x|%05.1f|%%" "ab" 3 "q" .Args 255 .Ratio}}',
    'ab   |  3|"q"|[80 x y]|ff|001.5|%',
  ],
  [
    '{{printf "%d" "x"}} {{printf "%s"}} {{printf "a" "b"}}',
    '%!d(string=x) %!s(MISSING) a%!(EXTRA string=b)',
  ],
  ['{{print 1 2 "a" "b" 3 .Args}} {{println "a" 1}}', '1 2ab3 [80 x y] a 1\n'],
  ['{{and .Name (not .Health)}} {{or "" "x"}} {{and 0 .Nope.Nope}}', 'true x 0'],
  ['{{lt 1 2}} {{ge "a" "b"}} {{eq 1 2 1}} {{eq .Health nil}}', 'true false true true'],
  ['{{.Name | printf "%s-%d" "x" 3}}', 'x-3%!(EXTRA string=/web)'],
  [
    '{{1.50}} {{0x10}} {{1_000}} {{-3}} {{1e30}} {{"a\\tb"}} {{`raw\\n`}}',
    '1.5 16 1000 -3 1e+30 a\tb raw\\n',
  ],
])('%s prints %j', (source, text) => {
  expect(render(source)).toBe(text);
});

test.each([
  ['{{.Name', ':1: unclosed action'],
  ['{{foo}}', ':1: function "foo" not defined'],
  ['{{}}', ':1: missing value for command'],
  ['{{end}}', ':1: unexpected {{end}}'],
  ['{{if .A}}\nx{{else if .B}}', ':2: unexpected EOF'],
  ['{{$y}}', ':1: undefined variable "$y"'],
  ['{{"a}}', ':1: unterminated quoted string'],
  ['{{.A..B}}', ':1: unexpected <.> in operand'],
  ['{{.Args.0}}', ':1: unexpected ".0" in operand'],
  ['{{.Name}', ":1: bad character U+007D '}'"],
  ['{{(.A}}', ':1: unclosed left paren'],
  ['{{.A)}}', ':1: unexpected right paren'],
  ['{{.Name | 3}}', ':1: non executable command in pipeline stage 2'],
  ['{{break}}', ':1: {{break}} outside {{range}}'],
  ['{{if .A}}a{{else}}b{{else}}c{{end}}', ':1: expected end; found {{else}}'],
  ['{{define "x"}}{{end}}', ':1: {{define}} is not simulated'],
])('%s does not parse', (source, message) => {
  expect(render(source)).toBe(`template: ${message}`);
});

test.each([
  ['{{.Foo}}', '1:2: executing "" at <.Foo>: can\'t evaluate field Foo in type demo.Object'],
  ['é{{.Name.Foo}}', '1:9: executing "" at <.Name.Foo>: can\'t evaluate field Foo in type string'],
  [
    'a\n {{index   .Args 9}}',
    '2:3: executing "" at <index .Args 9>: error calling index: index out of range: 9',
  ],
  ['{{join .Args}}', '1:2: executing "" at <join>: wrong number of args for join: want 2 got 1'],
  ['{{join .Name ","}}', '1:7: executing "" at <.Name>: wrong type for value; expected []string; got string'],
  ['{{upper 3}}', '1:8: executing "" at <3>: expected string; found 3'],
  [
    '{{eq .Name 1}}',
    '1:2: executing "" at <eq .Name 1>: error calling eq: incompatible types for comparison',
  ],
  ['{{range .Name}}x{{end}}', '1:8: executing "" at <.Name>: range can\'t iterate over /web'],
  ['{{.Name "x"}}', '1:2: executing "" at <.Name>: Name is not a method but has arguments'],
  ['{{nil}}', '1:2: executing "" at <nil>: nil is not a command'],
  [
    '{{index .Ports "80/tcp"}}',
    '1:2: executing "" at <index .Ports "80/tcp">: error calling index: value has type string; should be nat.Port',
  ],
])('%s fails when it runs', (source, message) => {
  expect(render(source)).toBe(`template: :${message}`);
});

test.each([
  ['{{.ID}}', 'c8d4'],
  ['{{.Id}}', 'c8d4'],
  [
    '{{.Count.x}}',
    'template: :1:8: executing "" at <.Count.x>: can\'t evaluate field x in type interface {}',
  ],
  ['{{.Foo}}', 'template: :1:2: executing "" at <.Foo>: map has no entry for key "Foo"'],
])('inspect tries the object, then the answer: %s', (source, expected) => {
  const typed = goStruct('network.Inspect', { ID: 'c8d4', Count: 3 }, { tags: { ID: 'Id' } });
  const parsed = parseTemplate(source);
  if (parsed.kind === 'error') throw new Error(parsed.message);
  const ran = executeInspect(parsed.template, typed, fromJson({ Id: 'c8d4', Count: 3 }));
  expect(ran.kind === 'ok' ? ran.text : ran.message).toBe(expected);
});

test('hostile templates end', () => {
  expect(render('{{range 1000}}{{range 1000}}{{range 1000}}{{end}}{{end}}{{end}}')).toBe(
    'template: the template takes too many steps',
  );
  expect(render(`{{range 100000}}${'x'.repeat(1000)}{{end}}`)).toBe('template: the output is too long');
  expect(render(`{{${'('.repeat(5000)}`)).toMatch(/nested deeper/);
  expect(render('{{if 1}}'.repeat(5000))).toMatch(/nested deeper/);
  expect(render('x'.repeat(100_000))).toMatch(/too long/);
});

test('any text of template pieces gives a text or an error of Go', () => {
  const piece = fc.constantFrom(
    '{{',
    '}}',
    '.Name',
    '$x',
    ':=',
    ' ',
    '|',
    '(',
    ')',
    'range',
    'if',
    'end',
    'else',
    '"a"',
    '3',
    '-',
    'len',
    '.',
    ',',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const parsed = parseTemplate(pieces.join(''));
      if (parsed.kind === 'error') expect(parsed.message).toMatch(/^template: :\d+: ./);
      else executeTemplate(parsed.template, data);
    }),
    { numRuns: 3000 },
  );
});

test('text without actions is itself', () => {
  fc.assert(
    fc.property(
      fc.string().filter((text) => !text.includes('{{')),
      (text) => {
        expect(render(text)).toBe(text);
      },
    ),
  );
});
