/** One row of the diagnostic catalogue; `P` are the parameters of its texts. */
export interface Entry<P> {
  readonly severity: 'error' | 'warning' | 'info';
  /** What the code is about, for its page and for `dnet explain`. */
  readonly title: string;
  readonly message: (params: P) => string;
  readonly help?: (params: P) => string | undefined;
}

export const entry = <P>(e: Entry<P>): Entry<P> => e;
