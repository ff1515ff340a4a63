import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dockerCompose, dockerComposeV1 } from '../../../compiler/compose/front-end.ts';
import { compose } from '../../../diagnostics/catalogue/compose.ts';
import { readMemory } from './read.ts';

const pages = new URL('../../../docs/diagnostics/', import.meta.url);

/** The files of one example: the main one first, each other with its path behind `wrong` or `right`. */
function example(page: string, kind: 'wrong' | 'right'): { [path: string]: string } {
  const fences = page.matchAll(new RegExp(`^\`\`\`\\w+ ${kind}(?: (\\S+))?\\n([\\s\\S]*?)^\`\`\``, 'gm'));
  return Object.fromEntries([...fences].map(([, path, text]) => [path ?? 'compose.yaml', text!]));
}

test.each(Object.keys(compose))(
  'the page of %s: its wrong example yields it, its right one does not',
  (code) => {
    const page = readFileSync(new URL(`${code}.md`, pages), 'utf8');
    expect(page).toMatch(new RegExp(`^# ${code}: ${compose[code as keyof typeof compose].title}\n`));
    const frontEnd = page.includes('as docker-compose 1 reads them') ? dockerComposeV1 : dockerCompose;
    expect(readMemory(example(page, 'wrong'), { frontEnd }).codes).toContain(code);
    const right = readMemory(example(page, 'right'), { frontEnd });
    expect([right.project !== undefined, right.codes]).toEqual([true, []]);
  },
);
