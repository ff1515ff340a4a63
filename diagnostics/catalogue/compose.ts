/** E3xxx: compose and stack files. */
export const compose = {} as const;
