/** E4xxx: files, arguments and limits. */
export const files = {} as const;
