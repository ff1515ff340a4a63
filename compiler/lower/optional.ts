/** A field that is there only when it has a value: the IR has no `undefined`. */
export const optional = <K extends string, V>(key: K, value: V | undefined): { readonly [k in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [k in K]?: V });
