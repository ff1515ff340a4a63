import { createSyntaxDiagramsCode, generateCstDts } from 'chevrotain';
import { keywordGroups } from './keywords.ts';
import { theParser } from './parser/parser.ts';
import { textMateGrammar } from './textmate.ts';

/** Everything that is derived from the grammar, by its path in the repository. */
export function generatedFiles(): ReadonlyMap<string, string> {
  return new Map([
    ['grammar/cst.generated.d.ts', generateCstDts(theParser().getGAstProductions())],
    ['docs/grammar.html', railroads()],
    ['docs/keywords.md', keywordList()],
    ['editors/dnet.tmLanguage.json', `${JSON.stringify(textMateGrammar(), null, 2)}\n`],
  ]);
}

/** One diagram for each rule. The drawing code is loaded from the web; the grammar itself stands in the page. */
const railroads = () =>
  createSyntaxDiagramsCode(theParser().getSerializedGastProductions())
    .trimStart()
    .replace(/<!-- .* -->\s*/, '')
    .replace(/[ \t]+$/gm, '')
    .replace('<meta charset="utf-8">', '<meta charset="utf-8">\n<title>The grammar of .dnet</title>');

function keywordList(): string {
  const groups = Object.entries(keywordGroups).map(
    ([group, words]) => `| ${group} | ${words.map((word) => `\`${word}\``).join(' ')} |`,
  );
  return [
    '# Keywords',
    '',
    'Written by `npm run generate` from `grammar/keywords.ts`. Each of them can still be a name where a name can stand.',
    '',
    '| kind | words |',
    '|---|---|',
    ...groups,
    '',
  ].join('\n');
}
