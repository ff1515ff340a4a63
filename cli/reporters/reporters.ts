import { github } from './github.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import type { ReporterName } from './names.ts';
import { pretty } from './pretty.ts';
import type { Reporter } from './report.ts';

export const REPORTERS: { readonly [N in ReporterName]: Reporter } = { pretty, json, junit, github };
