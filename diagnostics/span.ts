/** A stretch of one source text: UTF-16 offsets, end exclusive. Line and column are computed only when printing. */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** The smallest span that covers both; both must lie in one file. */
export const cover = (a: Span, b: Span): Span => ({
  file: a.file,
  start: Math.min(a.start, b.start),
  end: Math.max(a.end, b.end),
});
