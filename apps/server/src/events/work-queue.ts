interface WorkQueueOptions {
  /** How many organizations are worked on at once. */
  concurrency: number;
  work: (organizationId: string) => Promise<void>;
  /** Organizations that have work, for when it is not known which. */
  find: () => Promise<string[]>;
  onError: (error: unknown) => void;
}

interface WorkQueue extends AsyncDisposable {
  /** Works on an organization, or on all that have work. */
  wake: (organizationId: string | null) => void;
}

/**
 * Works on organizations one after another, each by one worker at a time. One that is woken while it is worked on
 * is worked on again. Work that fails is tried again at the next wake-up.
 */
export function createWorkQueue({ concurrency, work, find, onError }: WorkQueueOptions): WorkQueue {
  const waiting = new Set<string>();
  const running = new Map<string, Promise<void>>();
  let finding: Promise<void> | null = null;
  let stopped = false;

  function fill(): void {
    for (const organizationId of waiting) {
      if (stopped || running.size >= concurrency) return;
      if (running.has(organizationId)) continue;
      waiting.delete(organizationId);
      const done = work(organizationId)
        .catch(onError)
        .finally(() => {
          running.delete(organizationId);
          fill();
        });
      running.set(organizationId, done);
    }
  }

  function search(): void {
    if (stopped || finding !== null) return;
    finding = find()
      .then((organizationIds) => {
        for (const organizationId of organizationIds) waiting.add(organizationId);
      })
      .catch(onError)
      .finally(() => {
        finding = null;
        fill();
      });
  }

  async function idle(): Promise<void> {
    while (finding !== null || running.size > 0 || (waiting.size > 0 && !stopped)) {
      await finding;
      await Promise.all(running.values());
    }
  }

  return {
    wake: (organizationId) => {
      if (organizationId === null) return search();
      waiting.add(organizationId);
      fill();
    },
    [Symbol.asyncDispose]: () => {
      stopped = true;
      return idle();
    },
  };
}
