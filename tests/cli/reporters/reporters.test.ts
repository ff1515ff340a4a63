import { expect, test } from 'vitest';
import { github } from '../../../cli/reporters/github.ts';
import { json } from '../../../cli/reporters/json.ts';
import { junit } from '../../../cli/reporters/junit.ts';
import { pretty } from '../../../cli/reporters/pretty.ts';
import { fileReport, runReport } from './reports.ts';

/**
 * Holds a text against XML 1.0's rules for elements, attributes, references and characters; gives the
 * elements.
 */
function elementsOf(xml: string): readonly string[] {
  const open: string[] = [];
  const seen: string[] = [];
  const body = xml.replace(/^<\?xml[^?]*\?>\n/, '');
  expect(body).not.toMatch(/(?![\t\n\r])\p{Cc}/u);
  for (const [token] of body.matchAll(/<[^>]*>|[^<]+/g)) {
    if (!token.startsWith('<')) {
      expect(token).not.toMatch(/&(?!(amp|lt|gt|quot|#\d+);)/);
      continue;
    }
    const tag = /^<(\/?)([a-z]+)((?: [a-z]+="(?:[^"&<]|&(?:amp|lt|gt|quot|#\d+);)*")*)(\/?)>$/.exec(token);
    expect(tag, token).not.toBeNull();
    const [, closes, name, , empty] = tag!;
    if (closes === '/') expect(open.pop()).toBe(name);
    else {
      seen.push(name!);
      if (empty === '') open.push(name!);
    }
  }
  expect(open).toEqual([]);
  return seen;
}

test('junit is well-formed XML with a case for each claim', () => {
  const elements = elementsOf(junit.end(runReport));
  expect(elements).toEqual(['testsuites', 'testsuite', 'testcase', 'testcase', 'failure']);
  expect(junit.end(runReport)).toContain('tests="2" failures="1" errors="0"');
});

test('github: one annotation on one line, at the place of the claim', () => {
  const text = github.file(fileReport);
  expect(text.split('\n')).toHaveLength(1);
  expect(text).toMatch(
    /^::error file=shop\.dnet,line=2,col=\d+,title=E2103::`a` does not reach `b`: timeout: 50%25 .%0Alost$/,
  );
});

test('json: everything, as one object', () => {
  const report = JSON.parse(json.end(runReport));
  expect(report).toMatchObject({
    version: 1,
    files: [{ file: 'shop.dnet', scenarios: [{ tally: { claims: 2, held: 1, failed: 1 } }] }],
  });
});

test('pretty: counts, the excerpt of what failed, a summary', () => {
  const text = pretty.file(fileReport);
  expect(text).toContain('1 of 2 claims held, 12 ms');
  expect(text).toContain('E2103');
  expect(pretty.end(runReport)).toContain('1 file, 1 scenario, 1 of 2 claims held, 1 scenario failed');
});
