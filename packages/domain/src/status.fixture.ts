import fc from "fast-check";
import { type ServiceStatus, serviceStatuses } from "./status.ts";

export const anyStatus = fc.constantFrom(...serviceStatuses);

/** A status and one that is at least as severe. */
export const anyWorsening = fc
  .tuple(anyStatus, anyStatus)
  .map(([a, b]): { from: ServiceStatus; to: ServiceStatus } =>
    serviceStatuses.indexOf(a) <= serviceStatuses.indexOf(b) ? { from: a, to: b } : { from: b, to: a },
  );

/** A list, and the same in another order. */
export function anyReordering<Value>(
  values: fc.Arbitrary<Value[]>,
): fc.Arbitrary<{ list: Value[]; reordered: Value[] }> {
  return values.chain((list) =>
    fc
      .shuffledSubarray(list, { minLength: list.length, maxLength: list.length })
      .map((reordered) => ({ list, reordered })),
  );
}

/** The status of that name, for words that come from a file. */
export function statusNamed(word: string): ServiceStatus {
  const status = serviceStatuses.find((one) => one === word);
  if (status === undefined) throw new Error(`${word} is not a status of a service`);
  return status;
}
