import { capital } from '../markdown/page-markdown.ts';
import { drawTopology } from '../picture/draw-topology.ts';
import type {
  Block,
  Check,
  ExerciseBlock,
  MatrixBlock,
  ModeComparison,
  Page,
  Section,
  Stage,
} from '../story/page.ts';
import { escapeHtml } from './escape.ts';
import { type Marker, markerOf } from './light-up.ts';
import { inlineHtml, markdownHtml } from './markdown-html.ts';
import { pathHtml } from './path-html.ts';
import { type Shell, shellHtml } from './shell-html.ts';

/** A page on its own: style and script are in it; only the sandbox is fetched, when it is opened. */
export function pageHtml(page: Page, shell: Omit<Shell, 'title' | 'body' | 'data'>): string {
  const single = page.sections.length === 1;
  const body = [
    `<h1>${escapeHtml(capital(page.title))}</h1>`,
    ...(single ? [] : [contentsHtml(page)]),
    ...page.sections.map((section, i) => sectionHtml(section, i, single)),
    footerHtml(page),
  ].join('\n');
  const data = { file: page.file, texts: page.texts };
  return shellHtml({ ...shell, title: capital(page.title), body, data });
}

const contentsHtml = ({ sections }: Page): string =>
  `<nav aria-label="On this page"><ul class="contents">${sections
    .map(({ id, name }) => `<li><a href="#${id}">${escapeHtml(capital(name))}</a></li>`)
    .join('')}</ul></nav>`;

function footerHtml({ file, sections }: Page): string {
  const claims = sections.reduce((sum, section) => sum + section.claims, 0);
  return `<p class="made">Made from <code>${escapeHtml(file)}</code>: every output and every answer was computed, and ${claims === 1 ? 'its claim holds' : `all ${claims} claims hold`}.</p>`;
}

function sectionHtml(section: Section, index: number, single: boolean): string {
  const { id, name, prose, shows, stages, names } = section;
  const mark = markerOf(names);
  return [
    `<section class="story" id="${id}" data-scenario="${index}" aria-label="${escapeHtml(capital(name))}">`,
    ...(single ? [] : [`<h2>${escapeHtml(capital(name))}</h2>`]),
    ...(prose === undefined ? [] : [mark.html(markdownHtml(prose))]),
    ...(shows.length === 0 ? [] : [`<p class="shows">Shows ${shows.map(escapeHtml).join(', ')}</p>`]),
    ...stages.map((stage) => stageHtml(stage, mark, single ? 2 : 3)),
    '</section>',
  ].join('\n');
}

function stageHtml(stage: Stage, mark: Marker, level: number): string {
  const { id, number, title, prose, refusal, blocks, until } = stage;
  const cut = firstQuestion(blocks);
  return [
    `<section class="stage" id="${id}" data-until="${until}" aria-label="${escapeHtml(capital(title))}">`,
    number === 0
      ? ''
      : `<h${level}><span class="number">${number}</span> ${escapeHtml(capital(title))}</h${level}>`,
    ...(prose === undefined ? [] : [mark.html(markdownHtml(prose))]),
    ...(refusal === undefined ? [] : ['<p>The engine says no:</p>']),
    ...blocks.slice(0, cut).map((block) => blockHtml(block, mark)),
    ...(wantsPicture(stage) ? [figureHtml(stage, mark)] : []),
    ...blocks.slice(cut).map((block) => blockHtml(block, mark)),
    '</section>',
  ].join('\n');
}

/** Where it differs from the one before, or packets walk on it. */
const wantsPicture = ({ number, changes, blocks }: Stage): boolean =>
  number === 0 ||
  changes.length > 0 ||
  blocks.some((block) => block.kind === 'check' && block.items.some(({ paths }) => paths.length > 0));

/** Pixels around a picture. */
const FRAME = 14;

function figureHtml({ id, topology, changes }: Stage, mark: Marker): string {
  const list =
    changes.length === 0
      ? ''
      : `<ul class="changes">${changes.map(({ text, kind }) => `<li class="${kind}">${mark.html(inlineHtml(text))}</li>`).join('')}</ul>`;
  const picture = drawTopology(topology, changes, `picture-${id}`);
  return `<figure class="picture" style="--picture:${picture.width + FRAME}px"><div class="scroll" tabindex="0" role="group" aria-label="Picture, scrolls sideways">${picture.svg}</div>${list === '' ? '' : `<figcaption>What is new: ${list}</figcaption>`}</figure>`;
}

const QUESTIONS: ReadonlySet<Block['kind']> = new Set(['check', 'matrix', 'prose', 'comparison']);

const firstQuestion = (blocks: readonly Block[]): number => {
  const index = blocks.findIndex(({ kind }) => QUESTIONS.has(kind));
  return index < 0 ? blocks.length : index;
};

function blockHtml(block: Block, mark: Marker): string {
  switch (block.kind) {
    case 'prose':
      return mark.html(markdownHtml(block.markdown));
    case 'console':
      return `<pre class="console" tabindex="0">${block.commands
        .map(
          ({ command, output }) =>
            `<span class="prompt">${escapeHtml(block.prompt)}$</span> <kbd>${mark.text(command)}</kbd>\n${output === '' ? '' : `<samp>${mark.text(output.replace(/\n?$/, '\n'))}</samp>`}`,
        )
        .join('')}</pre>`;
    case 'file':
      return `<figure class="file"><figcaption><code>${escapeHtml(block.path)}</code>${block.host === undefined ? '' : ` on <code>${escapeHtml(block.host)}</code>`}</figcaption><pre tabindex="0">${mark.text(block.text)}</pre></figure>`;
    case 'event':
      return `<p class="event">${mark.html(inlineHtml(block.markdown))}</p>`;
    case 'check':
      return `<div class="checks"><p class="label">Check yourself</p>${block.items.map((item) => checkHtml(item, mark)).join('\n')}</div>`;
    case 'matrix':
      return matrixHtml(block, mark);
    case 'invariant':
      return `<p class="invariant"><span class="tick" aria-hidden="true">✓</span> Still true: <strong>${escapeHtml(block.name)}</strong> ${block.claims.map((claim) => `<code>${mark.text(claim)}</code>`).join(', ')}</p>`;
    case 'exercise':
      return exerciseHtml(block, mark);
    case 'comparison':
      return comparisonHtml(block.comparison, mark);
    default:
      return block satisfies never;
  }
}

function checkHtml({ question, answer, details, output, claims, paths }: Check, mark: Marker): string {
  return [
    `<details class="check"><summary>${mark.html(inlineHtml(question))}</summary><div class="answer">`,
    `<p class="verdict">${mark.html(inlineHtml(answer))}</p>`,
    ...(output === undefined
      ? []
      : [`<pre class="console" tabindex="0"><samp>${mark.text(output)}</samp></pre>`]),
    ...(details.length === 0
      ? []
      : [`<ul>${details.map((line) => `<li>${mark.html(inlineHtml(line))}</li>`).join('')}</ul>`]),
    ...paths.map((path) => pathHtml(path, mark)),
    `<p class="claim"><span class="tick" aria-hidden="true">✓</span> holds: ${claims.map((claim) => `<code>expect ${mark.text(claim)}</code>`).join(', ')}</p>`,
    '</div></details>',
  ].join('\n');
}

function exerciseHtml({ name, prose, goals, until, solution }: ExerciseBlock, mark: Marker): string {
  return [
    `<section class="exercise" data-until="${until}" aria-label="Exercise: ${escapeHtml(name)}">`,
    `<p class="label">Exercise</p><p class="task">${escapeHtml(capital(name))}</p>`,
    ...(prose === undefined ? [] : [mark.html(markdownHtml(prose))]),
    `<p>${goals.length === 1 ? 'It is solved when this holds' : 'It is solved when all of this holds'}:</p>`,
    `<ul class="goals">${goals.map((goal) => `<li><code>${mark.text(goal)}</code></li>`).join('')}</ul>`,
    '<p class="state" role="status"></p>',
    `<details class="solution"><summary>One solution</summary>${solution.map((block) => blockHtml(block, mark)).join('')}</details>`,
    '</section>',
  ].join('\n');
}

function matrixHtml({ question, columns, rows, claim }: MatrixBlock, mark: Marker): string {
  const cell = (text: string) =>
    `<td class="cell ${text === 'open' ? 'open' : text === '–' ? 'none' : 'shut'}">${escapeHtml(text)}</td>`;
  return [
    `<div class="scroll" tabindex="0" role="group" aria-label="Table, scrolls sideways"><table class="matrix"><caption>${mark.html(inlineHtml(question))} A row asks, a column answers.</caption>`,
    `<thead><tr><th scope="col"><span class="away">who asks</span></th>${columns.map((name) => `<th scope="col">${mark.text(name)}</th>`).join('')}</tr></thead><tbody>`,
    ...rows.map(
      ({ name, cells }) => `<tr><th scope="row">${mark.text(name)}</th>${cells.map(cell).join('')}</tr>`,
    ),
    `</tbody></table></div><p class="claim"><span class="tick" aria-hidden="true">✓</span> holds: <code>expect ${escapeHtml(claim)}</code></p>`,
  ].join('\n');
}

function comparisonHtml({ rows }: ModeComparison, mark: Marker): string {
  const text = (markdown: string): string => mark.html(inlineHtml(markdown));
  const head = [
    'Mode',
    'How to get it',
    'Its network',
    'Default gateway',
    'Gets out',
    'Is reached at its address by',
    'When to take it',
  ];
  return [
    '<div class="scroll" tabindex="0" role="group" aria-label="Table, scrolls sideways"><table class="comparison"><caption>What each mode gives, as it came out here</caption>',
    `<thead><tr>${head.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead><tbody>`,
    ...rows.map(
      (row) =>
        `<tr><th scope="row">${row.mode}<br><small>${mark.text(row.container)}</small></th>${[row.flag, row.interfaces, row.gateway, row.internet, row.incoming, row.advice].map((value) => `<td>${text(value)}</td>`).join('')}</tr>`,
    ),
    '</tbody></table></div>',
  ].join('\n');
}
