import { type Diagnostic, diagnose } from '../../diagnostics/diagnostic.ts';
import { misfits } from './check-shape.ts';
import type { Ir } from './ir.ts';
import { irShape } from './ir-shape.ts';

const VERSION: Ir['version'] = 1;
/** A file of another kind misfits everywhere; the first places say enough. */
const MISFITS_TOLD = 10;

export interface DecodedIr {
  readonly ir?: Ir;
  readonly diagnostics: readonly Diagnostic[];
}

/** The IR as JSON text; `decodeIr` gives the same value back. */
export const encodeIr = (ir: Ir, indent = 0): string => JSON.stringify(ir, null, indent);

/**
 * Reads what `encodeIr` wrote. Every misfit is a diagnostic on the whole text, because JSON values have no
 * spans.
 */
export function decodeIr(file: string, text: string): DecodedIr {
  const whole = { file, start: 0, end: text.length };
  const value = parseJson(text);
  if (value === undefined) {
    return { diagnostics: [diagnose('E4002', { path: '', expected: 'JSON' }, whole)] };
  }
  const version = versionOf(value);
  if (version !== undefined && version !== VERSION) {
    return { diagnostics: [diagnose('E4003', { found: String(version), known: String(VERSION) }, whole)] };
  }
  const wrong = [...misfits(value, irShape)].slice(0, MISFITS_TOLD);
  if (wrong.length > 0) return { diagnostics: wrong.map((misfit) => diagnose('E4002', misfit, whole)) };
  return { ir: value as Ir, diagnostics: [] };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const versionOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined;
