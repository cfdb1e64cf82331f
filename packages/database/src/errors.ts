/** The SQLSTATE of an error of PostgreSQL, also when Drizzle has wrapped it. */
export function sqlState(error: unknown): string | undefined {
  for (const cause of causes(error)) {
    // Errors of the system have codes too; EPIPE differs from a SQLSTATE only by having no digit.
    if ("code" in cause && typeof cause.code === "string" && /^(?=.*\d)[0-9A-Z]{5}$/.test(cause.code))
      return cause.code;
  }
  return undefined;
}

/** The constraint that a write broke, if it broke one. */
export function brokenConstraint(error: unknown): string | undefined {
  for (const cause of causes(error)) {
    if ("constraint" in cause && typeof cause.constraint === "string") return cause.constraint;
  }
  return undefined;
}

/** SQLSTATEs by which PostgreSQL says that it cannot now: no connection, shutdown, start-up, standby, full or too busy. */
const notNow = /^(08|53|57P0|57014|25P03|25006|40P01|40001|55P03)/;

/** Whether PostgreSQL was not to be reached, went away, or cannot do it now though it could at another time. */
export function isDatabaseAway(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return notNow.test(state);
  return causes(error).some((cause) => {
    const code = "code" in cause ? String(cause.code) : "";
    return (
      /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENOTFOUND|EAI_AGAIN)/.test(code) || lostConnection.test(cause.message)
    );
  });
}

/** `pg` gives these no code. */
const lostConnection =
  /Connection terminated|timeout expired|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/;

function causes(error: unknown): Error[] {
  const found: Error[] = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause) found.push(cause);
  return found;
}
