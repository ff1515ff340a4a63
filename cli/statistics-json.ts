import type { Statistics } from '../runtime/property/statistics.ts';

export type StatisticsJson = Omit<Statistics, 'happened'> & {
  readonly happened: { readonly [step: string]: number };
};

export const statisticsJson = ({ happened, ...counts }: Statistics): StatisticsJson => ({
  ...counts,
  happened: Object.fromEntries(happened),
});

export const statisticsOf = ({ happened, ...counts }: StatisticsJson): Statistics => ({
  ...counts,
  happened: new Map(Object.entries(happened)),
});
