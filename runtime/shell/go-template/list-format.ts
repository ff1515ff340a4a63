import { type Executed, executeTemplate } from './execute.ts';
import { headingFunctions } from './functions.ts';
import { goJson } from './go-json.ts';
import { type GoStruct, type GoValue, goMap, goStruct, type Methods } from './go-value.ts';
import { parseTemplate } from './parser.ts';
import { alignTabs } from './tabwriter.ts';

/** What one kind of list (`docker ps`, `docker network ls`) offers to its formats. */
export interface ListSpec {
  /** Go's type of a row, for error texts: `*formatter.ContainerContext`. */
  readonly type: string;
  /** The table shown without `--format`, such as `table {{.ID}}\t{{.Name}}`. */
  readonly defaultFormat: string;
  /** The heading of each field that a row has. */
  readonly headings: Readonly<Record<string, string>>;
}

/** A row: its fields by name, and what takes an argument, such as `.Label "key"`. */
export interface ListRow {
  readonly fields: Readonly<Record<string, GoValue>>;
  readonly methods?: Methods;
}

export type ListText =
  | { readonly kind: 'ok'; readonly text: string }
  /** Go's error text, without docker's own words before it; docker prints no row at all. */
  | { readonly kind: 'error'; readonly stage: 'parse' | 'execute'; readonly message: string };

/**
 * A list as `--format` wants it: empty or `table` is the default table, `table TEMPLATE` a table with
 * headings,
 * `json` one object a line, anything else a template for each row. `\t` and `\n` may be written out.
 */
export function formatList(format: string, spec: ListSpec, rows: readonly ListRow[]): ListText {
  const wanted = format.trim();
  const chosen =
    wanted === '' || wanted === 'table' ? spec.defaultFormat : wanted === 'json' ? '{{json .}}' : format;
  const table = chosen.trimStart().startsWith('table');
  const source = table ? chosen.trim().slice('table'.length).trim() : chosen;
  const parsed = parseTemplate(source.replaceAll('\\t', '\t').replaceAll('\\n', '\n'));
  if (parsed.kind === 'error') return { kind: 'error', stage: 'parse', message: parsed.message };
  const lines: string[] = [];
  for (const row of rows) {
    const ran = executeTemplate(parsed.template, rowValue(spec, row));
    if (ran.kind === 'error') return { kind: 'error', stage: 'execute', message: ran.message };
    lines.push(ran.text);
  }
  if (!table) return { kind: 'ok', text: lines.map((line) => `${line}\n`).join('') };
  const heading: Executed = executeTemplate(parsed.template, headingValue(spec), {
    functions: headingFunctions,
  });
  if (heading.kind === 'error') return { kind: 'error', stage: 'execute', message: heading.message };
  return { kind: 'ok', text: alignTabs([heading.text, ...lines].map((line) => `${line}\n`).join('')) };
}

function rowValue(spec: ListSpec, row: ListRow): GoStruct {
  const marshal = (): string => goJson(goMap(row.fields));
  return goStruct(spec.type, row.fields, { ...(row.methods ? { methods: row.methods } : {}), marshal });
}

function headingValue(spec: ListSpec): GoValue {
  const lastPart = ([key = '']: readonly string[]): string =>
    (key.split('.').at(-1) ?? '').replace(/[-_]/g, ' ');
  return goMap(spec.headings, { methods: { Label: lastPart } });
}
