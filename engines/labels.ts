/** Everything that dnet makes on an engine carries these; nothing without the first one is ever touched. */
export const LABEL = 'dev.dnet';
/** The run that made it. */
export const RUN_LABEL = 'dev.dnet.run';
/** `helper`: dnet's own, and no part of the scenario. */
export const ROLE_LABEL = 'dev.dnet.role';

export const labelsOf = (run: string, role?: 'helper'): Record<string, string> => ({
  [LABEL]: 'yes',
  [RUN_LABEL]: run,
  ...(role && { [ROLE_LABEL]: role }),
});
