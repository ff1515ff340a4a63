import { claims } from './catalogue/claims.ts';
import { compose } from './catalogue/compose.ts';
import { files } from './catalogue/files.ts';
import { names } from './catalogue/names.ts';
import { properties } from './catalogue/properties.ts';
import { syntax } from './catalogue/syntax.ts';
import { verdicts } from './catalogue/verdicts.ts';
import type { Entry } from './entry.ts';

/** Every diagnostic that dnet can give. Each code has a page in `docs/diagnostics/` whose examples are tested. */
export const catalogue = {
  ...syntax,
  ...names,
  ...properties,
  ...claims,
  ...verdicts,
  ...compose,
  ...files,
} as const;

export type Code = keyof typeof catalogue;
export type ParamsOf<C extends Code> = (typeof catalogue)[C] extends Entry<infer P> ? P : never;
