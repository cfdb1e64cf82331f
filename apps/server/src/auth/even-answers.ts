import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "pino";
import { createTurns } from "./turns.ts";

/** More than the work takes on a machine that is not busy, so that its load is seldom felt in the answer either. */
const evenMs = 600;
/** Better Auth computes the hash of a password in the transaction that makes the account. */
const atOnce = 4;

interface UnderWay {
  answer: (answer: object) => void;
  takeTurn: () => Promise<void>;
}

const underWay = new AsyncLocalStorage<UnderWay>();

/**
 * Has the request that is being handled answered with this, after a fixed time. To be called once it is known to be in
 * order, and before anything is done that differs by whether an address has an account.
 */
export function answerEvenly(answer: object): void {
  underWay.getStore()?.answer(answer);
}

/** Waits until few enough are at work; the turn lasts until the request that is being handled is done. */
export async function takeTurn(): Promise<void> {
  await underWay.getStore()?.takeTurn();
}

export interface EvenAnswers extends AsyncDisposable {
  /** Answers with what the work answers, unless it calls {@link answerEvenly}: then it goes on behind that answer. */
  answer: (work: () => Promise<Response>) => Promise<Response>;
}

/**
 * Answers whose content and time tell nothing about an address. Nobody waits for a mail to be written, or for none, so no
 * load of the machine makes a difference that could be measured. What fails behind an answer is in the log.
 */
export function createEvenAnswers(log: Logger): EvenAnswers {
  const inTurn = createTurns(atOnce);
  const behind = new Set<Promise<void>>();

  function goOn(work: Promise<Response>): void {
    const done = work
      .then(
        ({ status }) => {
          if (status >= 400) log.warn({ status }, "what was promised in an even answer was refused");
        },
        (error) => log.error({ err: error }, "what was promised in an even answer was not done"),
      )
      .finally(() => behind.delete(done));
    behind.add(done);
  }

  return {
    answer: async (work) => {
      const even = Promise.withResolvers<object>();
      const over = Promise.withResolvers<void>();
      const takeTurn = () =>
        new Promise<void>((begin) => {
          void inTurn(() => {
            begin();
            return over.promise;
          });
        });
      const working = underWay.run({ answer: even.resolve, takeTurn }, work).finally(over.resolve);
      const first = await Promise.race([even.promise, working]);
      if (first instanceof Response) return first;
      goOn(working);
      await pause(evenMs);
      return Response.json(first);
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(behind);
    },
  };
}
