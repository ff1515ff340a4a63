import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/span.ts';
import type { FrontEnd } from './front-end.ts';
import { mapValues, type Path, type Scalar, type Tree } from './tree.ts';
import type { Report } from './yaml.ts';

/** The value of a variable; undefined if it is unset. */
export type Lookup = (variable: string) => string | undefined;
type Dialect = FrontEnd['interpolation'];

/** What a text with variables comes to. Problems stand in the order of the text. */
export interface Substitution {
  readonly text: string;
  readonly problems: readonly Problem[];
}

type Problem =
  | { readonly kind: 'unset'; readonly variable: string }
  | { readonly kind: 'required'; readonly variable: string; readonly reason: string }
  | { readonly kind: 'malformed' };

const NAME = /^[_a-zA-Z][_a-zA-Z0-9]*/;

/** Replaces variables (compose-go template/template.go; docker-compose 1: compose/config/interpolation.py). */
export function substitute(template: string, lookup: Lookup, dialect: Dialect): Substitution {
  const problems: Problem[] = [];
  let text = '';
  let at = 0;
  for (;;) {
    const dollar = template.indexOf('$', at);
    if (dollar < 0) return { text: text + template.slice(at), problems };
    text += template.slice(at, dollar);
    const rest = template.slice(dollar + 1);
    const name = NAME.exec(rest)?.[0];
    if (rest.startsWith('$')) {
      text += '$';
      at = dollar + 2;
    } else if (name !== undefined) {
      text += plainVariable(name, lookup, problems);
      at = dollar + 1 + name.length;
    } else if (rest.startsWith('{')) {
      const end = closingBrace(rest, dialect.nested);
      const inner = end < 0 ? undefined : braced(rest.slice(1, end), lookup, dialect);
      if (inner === undefined) return { text: template, problems: [...problems, { kind: 'malformed' }] };
      text += inner.text;
      problems.push(...inner.problems);
      at = dollar + 1 + end + 1;
    } else {
      if (dialect.loneDollar === 'refused') problems.push({ kind: 'malformed' });
      text += '$';
      at = dollar + 1;
    }
  }
}

function plainVariable(variable: string, lookup: Lookup, problems: Problem[]): string {
  const value = lookup(variable);
  if (value === undefined) problems.push({ kind: 'unset', variable });
  return value ?? '';
}

/** Where the brace that opens `text` closes; braces inside a default count. -1 if it does not. */
function closingBrace(text: string, nested: boolean): number {
  if (!nested) return text.indexOf('}');
  let open = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '{') open++;
    else if (text[i] === '}' && --open === 0) return i;
  }
  return -1;
}

/** `NAME`, or `NAME` with an operator and a text. Undefined if it is neither. */
function braced(inner: string, lookup: Lookup, dialect: Dialect): Substitution | undefined {
  const variable = NAME.exec(inner)?.[0];
  if (variable === undefined) return undefined;
  const rest = inner.slice(variable.length);
  if (rest === '') {
    const problems: Problem[] = [];
    return { text: plainVariable(variable, lookup, problems), problems };
  }
  const operator = dialect.operators.find((o) => rest.startsWith(o));
  if (operator === undefined) return undefined;
  const argument = rest.slice(operator.length);
  const word = (): Substitution =>
    dialect.nested ? substitute(argument, lookup, dialect) : { text: argument, problems: [] };
  const value = lookup(variable);
  const given = value !== undefined && !(operator.startsWith(':') && value === '');
  switch (operator.at(-1)) {
    case '-':
      return given ? { text: value, problems: [] } : word();
    case '+':
      return given ? word() : { text: value ?? '', problems: [] };
    default: {
      if (given) return { text: value, problems: [] };
      const reason = word();
      return { text: '', problems: [{ kind: 'required', variable, reason: reason.text }] };
    }
  }
}

export interface Interpolation {
  readonly lookup: Lookup;
  readonly frontEnd: FrontEnd;
  /** The text of the file, to point at the variable itself. */
  readonly source: string;
  readonly report: Report;
}

/** Replaces variables in every value of a document; keys stay as they are. */
export function interpolate(tree: Tree, how: Interpolation, path: Path = []): Tree {
  switch (tree.kind) {
    case 'scalar':
      return interpolateScalar(tree, how, path);
    case 'list':
      return { ...tree, items: tree.items.map((item) => interpolate(item, how, [...path, '[]'])) };
    case 'dict':
      return mapValues(tree, (value, key) => interpolate(value, how, [...path, key]));
  }
}

function interpolateScalar(scalar: Scalar, how: Interpolation, path: Path): Scalar {
  const { value } = scalar;
  if (typeof value !== 'string' || !value.includes('$')) return scalar;
  const { text, problems } = substitute(value, how.lookup, how.frontEnd.interpolation);
  const where = path.join('.');
  for (const problem of problems) reportProblem(problem, scalar, where, how);
  const { plain: _, ...rest } = scalar;
  return { ...rest, value: text };
}

function reportProblem(problem: Problem, scalar: Scalar, where: string, how: Interpolation): void {
  const { texts } = how.frontEnd;
  if (problem.kind === 'malformed') {
    const text = String(scalar.value);
    const notes = [texts.malformedVariable(where, text)];
    how.report(diagnose('E3012', { text }, scalar.origin, { notes }));
    return;
  }
  const { variable } = problem;
  const span = spanOfVariable(scalar.origin, variable, how.source);
  if (problem.kind === 'unset') {
    how.report(diagnose('E3011', { variable }, span, { notes: [texts.missingVariable(variable)] }));
  } else {
    const notes = [texts.requiredVariable(where, variable, problem.reason)];
    how.report(diagnose('E3010', { variable, reason: problem.reason }, span, { notes }));
  }
}

/** `$NAME` or `${NAME` inside the scalar as written; the whole scalar if it is not found. */
function spanOfVariable(origin: Span, variable: string, source: string): Span {
  const written = source.slice(origin.start, origin.end);
  const found = new RegExp(`\\$\\{?${variable}(?![_a-zA-Z0-9])`).exec(written);
  if (found === null) return origin;
  const start = origin.start + found.index;
  const braces = found[0].startsWith(`\${`) ? closingBrace(source.slice(start + 1, origin.end), true) : -1;
  return { file: origin.file, start, end: braces < 0 ? start + found[0].length : start + 1 + braces + 1 };
}
