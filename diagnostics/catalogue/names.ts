/** E1xxx: names, kinds and values do not fit together. */
export const names = {} as const;
