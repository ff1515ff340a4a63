/** What must happen before dnet ends, however it ends: real engines are left as they were. */
const pending = new Set<() => Promise<void>>();

/** Does something that leaves traces, and takes them away: at its end, when it fails, and on Ctrl-C. */
export async function withCleanup<T>(action: () => Promise<T>, cleanUp: () => Promise<void>): Promise<T> {
  pending.add(cleanUp);
  try {
    return await action();
  } finally {
    await cleanUp();
    pending.delete(cleanUp);
  }
}

/** For signals: false when there is nothing to take away. */
export async function cleanUpAll(): Promise<boolean> {
  const actions = [...pending];
  pending.clear();
  await Promise.allSettled(actions.map((action) => action()));
  return actions.length > 0;
}
