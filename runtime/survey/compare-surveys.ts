import type { SurveyLine } from './survey.ts';

/** What two surveys of one story do not say alike. */
export interface SurveyDifference {
  readonly what: string;
  /** Undefined where one of them has no such line: then what it is about is not there. */
  readonly simulated?: SurveyLine;
  readonly real?: SurveyLine;
}

/** Lines about the same thing are held against each other; the order is that of the first survey. */
export function compareSurveys(
  simulated: readonly SurveyLine[],
  real: readonly SurveyLine[],
): readonly SurveyDifference[] {
  const [ours, theirs] = [simulated, real].map((lines) => new Map(lines.map((line) => [line.what, line])));
  return [...new Set([...ours!.keys(), ...theirs!.keys()])].flatMap((what) => {
    const [a, b] = [ours!.get(what), theirs!.get(what)];
    return a?.seen === b?.seen ? [] : [{ what, ...(a && { simulated: a }), ...(b && { real: b }) }];
  });
}
