/** E2xxx: a claim does not hold, or says nothing. */
export const claims = {} as const;
