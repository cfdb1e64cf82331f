import { DrizzleQueryError } from "drizzle-orm";
import { expect, test } from "vitest";
import { toErrorEntry } from "./log.ts";

test("a failed query is logged with its text and cause, but without what somebody typed", () => {
  const cause = Object.assign(new Error("duplicate key"), { code: "23505", client: { secretKey: 4711 } });
  const error = new DrizzleQueryError("insert into t values ($1)", ["a secret\n    of two lines"], cause);
  const entry = JSON.stringify(toErrorEntry(error));
  expect(entry).toContain("insert into t values");
  expect(entry).toContain("duplicate key");
  expect(entry).toContain("23505");
  expect(entry).toContain("log.test.ts");
  expect(entry).not.toContain("secret");
});
