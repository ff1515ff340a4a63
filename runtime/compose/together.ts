/**
 * Work that asks an engine for one thing after the other. It yields how long a request takes, then makes it: what
 * matters is only who is through before whom.
 */
export type Work<T> = Generator<number, T, void>;

export interface Job<T> {
  readonly name: string;
  /** Jobs that must be done before; those that are not among the jobs do not count. */
  readonly after: readonly string[];
  readonly work: () => Work<T>;
}

interface Running<T> {
  readonly job: Job<T>;
  readonly work: Work<T>;
  at: number;
}

/**
 * Jobs side by side, as both programs run them in threads: each goes on when its last request is through, and of two
 * that are through at the same time the one that was begun first. `goOn` says whether what waits for a job may begin.
 */
export function* together<T>(
  jobs: readonly Job<T>[],
  goOn: (result: T) => boolean = () => true,
): Work<ReadonlyMap<string, T>> {
  const names = new Set(jobs.map(({ name }) => name));
  const done = new Map<string, T>();
  let waiting = [...jobs];
  let running: Running<T>[] = [];
  let now = 0;
  for (;;) {
    const ready = waiting.filter(({ after }) =>
      after.every((name) => !names.has(name) || (done.has(name) && goOn(done.get(name)!))),
    );
    waiting = waiting.filter((job) => !ready.includes(job));
    running.push(...ready.map((job) => ({ job, work: job.work(), at: now })));
    const next = running.reduce<Running<T> | undefined>((a, b) => (a && a.at <= b.at ? a : b), undefined);
    if (next === undefined) return done;
    if (next.at > now) yield next.at - now;
    now = next.at;
    const step = next.work.next();
    if (step.done) {
      done.set(next.job.name, step.value);
      running = running.filter((other) => other !== next);
    } else {
      next.at = now + step.value;
    }
  }
}

/** Runs work to its end; its times tell nothing outside. */
export function finish<T>(work: Work<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
