import { expect, test } from 'vitest';
import { dockerCompose, dockerComposeV1 } from '../../../compiler/compose/front-end.ts';
import { substitute } from '../../../compiler/compose/interpolate.ts';
import { readMemory } from './read.ts';

const VALUES: { [name: string]: string } = { FOO: 'first', EMPTY: '', BAR: 'second' };
const lookup = (name: string) => VALUES[name];
const v2 = (text: string) => substitute(text, lookup, dockerCompose.interpolation);
const v1 = (text: string) => substitute(text, lookup, dockerComposeV1.interpolation);

// compose-go template/template_test.go has the same cases with other values
test.each([
  ['ok $FOO', 'ok first'],
  [`ok \${FOO}`, 'ok first'],
  ['$FOO$BAR', 'firstsecond'],
  [`\${FOO}_x \${BAR}`, 'first_x second'],
  ['$$FOO', '$FOO'],
  [`$\${FOO}`, `\${FOO}`],
  ['$$$FOO', '$first'],
  [`\${NONE:-d}`, 'd'],
  [`\${NONE-d}`, 'd'],
  [`\${EMPTY:-d}`, 'd'],
  [`\${EMPTY-d}`, ''],
  [`\${FOO:-d}`, 'first'],
  [`\${FOO:+r}`, 'r'],
  [`\${FOO+r}`, 'r'],
  [`\${EMPTY:+r}`, ''],
  [`\${EMPTY+r}`, 'r'],
  [`\${NONE+r}`, ''],
  [`\${NONE:+r}`, ''],
  [`\${FOO?e}`, 'first'],
  [`\${EMPTY?e}`, ''],
  [`\${NONE:-a:b-c?d}`, 'a:b-c?d'],
  [`\${NONE:-}`, ''],
  [`\${NONE:-/some/path}`, '/some/path'],
  [`\${NONE:-$FOO}`, 'first'],
  [`\${NONE:-\${ALSO:-\${FOO}}}`, 'first'],
  [`\${NONE:-<\${ALSO-x}>}!`, '<x>!'],
  [`\${NONE:-\${EMPTY:-\${FOO}}} \${BAR}`, 'first second'],
  ['price: 5$', 'price: 5$'],
  ['$5 $-', '$5 $-'],
])('%s becomes %s', (template, text) => expect(v2(template)).toEqual({ text, problems: [] }));

test('a variable without a value becomes nothing and is remarked', () => {
  expect(v2(`<$NONE\${ALSO}>`)).toEqual({
    text: '<>',
    problems: [
      { kind: 'unset', variable: 'NONE' },
      { kind: 'unset', variable: 'ALSO' },
    ],
  });
});

test.each([
  [`\${NONE?}`, ''],
  [`\${NONE?why}`, 'why'],
  [`\${EMPTY:?why}`, 'why'],
  [`\${NONE:?because $FOO}`, 'because first'],
])('%s is required', (template, reason) => {
  const variable = template.includes('EMPTY') ? 'EMPTY' : 'NONE';
  expect(v2(template)).toEqual({ text: '', problems: [{ kind: 'required', variable, reason }] });
});

test.each([`\${`, `\${}`, `\${ FOO}`, `\${FOO`, `\${1x}`, `\${FOO!x}`, `\${FOO:=x}`, `\${FOO ?x}`])(
  '%s is malformed',
  (template) => expect(v2(template)).toEqual({ text: template, problems: [{ kind: 'malformed' }] }),
);

// docker-compose 1.29 compose/config/interpolation.py
test.each([
  [`\${NONE:-\${FOO}}`, `\${FOO}`],
  [`\${NONE-d} $FOO $$`, 'd first $'],
])('docker-compose 1: %s becomes %s', (template, text) =>
  expect(v1(template)).toEqual({ text, problems: [] }),
);

test.each([`\${FOO:+r}`, `\${FOO+r}`, 'price: $5'])('docker-compose 1: %s is malformed', (template) =>
  expect(v1(template).problems).toEqual([{ kind: 'malformed' }]),
);

test('a diagnostic points at the variable and quotes compose', () => {
  const text = `services:\n  web:\n    image: "nginx:\${TAG:?pick one}"\n    hostname: h\${NONE}\n`;
  const { diagnostics } = readMemory({ 'compose.yaml': text });
  expect(diagnostics.map(({ code, span, notes }) => [code, text.slice(span.start, span.end), notes])).toEqual(
    [
      [
        'E3010',
        `\${TAG:?pick one}`,
        ['error while interpolating services.web.image: required variable TAG is missing a value: pick one'],
      ],
      ['E3011', `\${NONE}`, ['The "NONE" variable is not set. Defaulting to a blank string.']],
    ],
  );
});

test('keys are not interpolated, values of every type are', () => {
  const text = `services:
  web:
    image: nginx
    scale: \${N}
    privileged: \${FLAG}
    labels: { $KEY: "\${N}" }
`;
  const { project, codes } = readMemory({ 'compose.yaml': text }, { environment: { N: '3', FLAG: 'yes' } });
  expect(codes).toEqual([]);
  expect(project!.services[0]).toMatchObject({
    scale: { value: 3 },
    privileged: true,
    labels: [{ key: '$KEY', value: '3' }],
  });
});
