/** What a server asks by itself, again and again. */
export const checkTypes = ["http"] as const;
export type CheckType = (typeof checkTypes)[number];

export const checkTypeLabels: Record<CheckType, string> = { http: "HTTP" };

/** How many results in a row it takes until they are believed. */
export interface CheckPatience {
  failuresToConfirm: number;
  successesToRecover: number;
}

/** What results have made of a check so far. */
export interface CheckStanding {
  isDown: boolean;
  /** Results in a row, up to the newest, that say the opposite. */
  contrary: number;
}

/** What one more result makes of a check. A single result that agrees begins the count of those that do not anew. */
export function applyResult(
  { isDown, contrary }: CheckStanding,
  isUp: boolean,
  { failuresToConfirm, successesToRecover }: CheckPatience,
): CheckStanding {
  if (isUp !== isDown) return { isDown, contrary: 0 };
  const needed = isDown ? successesToRecover : failuresToConfirm;
  return contrary + 1 >= needed ? { isDown: !isDown, contrary: 0 } : { isDown, contrary: contrary + 1 };
}

/**
 * When a check runs next, in milliseconds since 1970: the first moment after `after` of those that are its own. They lie a
 * period apart, and where in the period follows from its id, so that checks are spread, and stay so whatever comes late.
 */
export function nextDueAt(
  { id, periodSeconds }: { id: string; periodSeconds: number },
  after: number,
): number {
  const period = periodSeconds * 1_000;
  const sinceLast = (((after - hashOf(id)) % period) + period) % period;
  return after - sinceLast + period;
}

/** FNV-1a: cheap, and close ids come out far apart. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return hash;
}

/** As `200-299, 301`. */
export const statusCodesPattern = /^ *[1-5]\d\d(-[1-5]\d\d)? *(, *[1-5]\d\d(-[1-5]\d\d)? *)*$/;

/** Whether a status of HTTP is one of those that are named as {@link statusCodesPattern} has it. */
export function isAmong(status: number, codes: string): boolean {
  return codes.split(",").some((part) => {
    const [first = "", last = first] = part.trim().split("-");
    return status >= Number(first) && status <= Number(last);
  });
}
