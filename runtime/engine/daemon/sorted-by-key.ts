/** A map as Go prints it: keys in the order of their bytes. */
export const sortedByKey = <T>(map: { readonly [key: string]: T }): { readonly [key: string]: T } =>
  Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
