import type { Span } from '../../diagnostics/span.ts';
import { number, record, text } from './shape.ts';

export const span = record<Span>({ file: text, start: number, end: number });
