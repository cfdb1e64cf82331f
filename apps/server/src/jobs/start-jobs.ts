import { setTimeout as pause } from "node:timers/promises";
import { type Database, isDatabaseAway } from "@fanal/database";
import { sql } from "drizzle-orm";
import type { JobResult, PgBoss } from "pg-boss";
import type { Logger } from "pino";
import { z } from "zod";
import { runReader } from "../events/reader.ts";
import type { WakeUps } from "../events/wake-up.ts";
import { createBoss } from "./boss.ts";
import { type Schedule, schedulingReader } from "./reader.ts";

const maintenanceAddress = z.object({ organizationId: z.string(), maintenanceId: z.string() });
type MaintenanceAddress = z.infer<typeof maintenanceAddress>;
const incidentAddress = z.object({ organizationId: z.string(), incidentId: z.string() });
type IncidentAddress = z.infer<typeof incidentAddress>;
const stepData = z.union([maintenanceAddress, incidentAddress]);
type StepData = z.infer<typeof stepData>;

/** What is done at a time, each once among all servers; doing it again, or in vain, must do no harm. */
export interface Work {
  /** Takes the steps of one maintenance that are due. */
  takeDueSteps: (maintenance: MaintenanceAddress) => Promise<void>;
  /** Maintenances whose step is due. */
  findDueSteps: () => Promise<MaintenanceAddress[]>;
  /** Notes that a promised update of one incident did not come, or that nobody has said anything for hours. */
  noteSilence: (incident: IncidentAddress) => Promise<void>;
  /** Incidents of which that is to be noted. */
  findSilent: () => Promise<IncidentAddress[]>;
  /** Makes occurrences of maintenances that repeat, for the time to come. */
  extendAllSeries: () => Promise<void>;
  /** Makes the partitions of points that are needed next, and drops those whose time is over. */
  keepPartitions: () => Promise<void>;
}

interface JobsOptions {
  /** A pool of their own, so that requests and jobs do not wait for each other. */
  database: Database;
  readersDatabase: Database;
  wakeUps: WakeUps;
  work: Work;
  log: Logger;
}

/** The first one is named after what it was made for; jobs of earlier versions wait in it. */
const queues = {
  steps: "maintenance-steps",
  extension: "series-extension",
  partitions: "metric-partitions",
} as const;
const pollSeconds = { steps: 0.5, daily: 60 };
/** A job that fails is tried again after a second, then ever later; in the end the sweep finds what it was for. */
const patience = { retryLimit: 5, retryDelay: 1, retryBackoff: true, expireInSeconds: 60 };
const stepsAtOnce = { fetched: 20, taken: 3 };
const sweepMs = 60_000;
const askMs = 3_600_000;
const daySeconds = 86_400;
const restartMs = { first: 500, longest: 30_000 };
const drainMs = 10_000;

/**
 * Starts everything that happens at a time and not because somebody asked. It comes up behind the server: nothing waits
 * for it, and where it cannot begin it tries again. Jobs are on time; the sweep, at the start and once a minute, is for
 * what they missed: servers that were down, jobs that got lost.
 */
export function startJobs(options: JobsOptions): AsyncDisposable {
  const stop = new AbortController();
  const running = Promise.all([runJobs(options, stop.signal), sweepAgain(options, stop.signal)]);
  return {
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await running;
    },
  };
}

async function runJobs(options: JobsOptions, stop: AbortSignal): Promise<void> {
  const { database, log } = options;
  for (let wait = restartMs.first; !stop.aborted; wait = Math.min(2 * wait, restartMs.longest)) {
    await using started = new AsyncDisposableStack();
    try {
      const boss = await createBoss(database, log);
      started.defer(() =>
        boss.stop({ close: false, timeout: drainMs }).catch((error) =>
          // The database may have gone before.
          log.warn({ err: error }, "jobs did not end in order"),
        ),
      );
      await boss.start();
      await prepare(boss, options, started);
      await untilAborted(stop);
    } catch (error) {
      if (wait === restartMs.first || !isDatabaseAway(error))
        log.warn({ err: error }, "jobs cannot start; the sweep does without them, and they are tried again");
      await pause(wait, undefined, { signal: stop }).catch(() => undefined);
    }
  }
}

async function prepare(
  boss: PgBoss,
  { readersDatabase, wakeUps, work, log }: JobsOptions,
  started: AsyncDisposableStack,
): Promise<void> {
  for (const queue of Object.values(queues)) await boss.createQueue(queue, patience);
  await boss.work(
    queues.steps,
    {
      batchSize: stepsAtOnce.fetched,
      burstWhenBatchFull: true,
      pollingIntervalSeconds: pollSeconds.steps,
      perJobResults: true,
    },
    async (jobs) => {
      const results: JobResult[] = [];
      await inTurns(jobs, async ({ id, data }) => {
        results.push({ id, status: await outcomeOf(take(work, stepData.parse(data)), log) });
      });
      return results;
    },
  );
  const daily = { [queues.extension]: work.extendAllSeries, [queues.partitions]: work.keepPartitions };
  for (const [queue, task] of Object.entries(daily))
    await boss.work(queue, { pollingIntervalSeconds: pollSeconds.daily }, () => task());
  // Every server asks for it every hour; of a day's requests one becomes a job.
  const ask = async () => {
    for (const queue of Object.keys(daily))
      await boss
        .send(queue, {}, { singletonSeconds: daySeconds })
        .catch((error) => log.warn({ err: error, queue }, "what is done daily was not asked for"));
  };
  const timer = setInterval(ask, askMs);
  started.defer(() => clearInterval(timer));
  await ask();
  started.use(
    runReader(schedulingReader(await schedulerOf(boss)), { database: readersDatabase, wakeUps, log }),
  );
}

async function schedulerOf(boss: PgBoss): Promise<Schedule> {
  const { fromDrizzle } = await import("pg-boss");
  return async (tx, due, at) => {
    const data: StepData = { organizationId: tx.organizationId, ...due };
    const singletonKey = "incidentId" in due ? due.incidentId : due.maintenanceId;
    await boss.upsert(queues.steps, data, { singletonKey, startAfter: at, db: fromDrizzle(tx.db, sql) });
  };
}

function take(work: Work, step: StepData): Promise<void> {
  return "incidentId" in step ? work.noteSilence(step) : work.takeDueSteps(step);
}

async function outcomeOf(step: Promise<void>, log: Logger): Promise<JobResult["status"]> {
  try {
    await step;
    return "completed";
  } catch (error) {
    log.warn({ err: error }, "what was due did not happen; it is tried again");
    return "failed";
  }
}

/** Takes what is due and no job has taken: at once, and then every minute, until it is told to stop. */
async function sweepAgain({ work, log }: JobsOptions, stop: AbortSignal): Promise<void> {
  for (let isAway = false; !stop.aborted; ) {
    try {
      const due: StepData[] = [...(await work.findDueSteps()), ...(await work.findSilent())];
      await inTurns(due, (step) => outcomeOf(take(work, step), log));
      isAway = false;
    } catch (error) {
      // Where the database is away, others have said so; once is enough here, too.
      if (!isAway) log.warn({ err: error }, "it is not known what is due");
      isAway = isDatabaseAway(error);
    }
    await pause(sweepMs, undefined, { signal: stop }).catch(() => undefined);
  }
}

/** Works on all items, some at a time. */
async function inTurns<Item>(items: Iterable<Item>, work: (item: Item) => Promise<unknown>): Promise<void> {
  const waiting = items[Symbol.iterator]();
  const turns = Array.from({ length: stepsAtOnce.taken }, async () => {
    for (const item of { [Symbol.iterator]: () => waiting }) await work(item);
  });
  await Promise.all(turns);
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
