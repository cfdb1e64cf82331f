import { connect } from "@fanal/database";
import { startTestFanal } from "@fanal/testing";
import { expect, inject, test } from "vitest";
import { forgetExpired } from "./forget-expired.ts";

test("sessions and counters are deleted when they have expired, and not before", async () => {
  await using fanal = await startTestFanal(inject("clusterUrl"));
  await fanal.signUp("Mara Ilves");
  await using database = connect({
    url: fanal.databaseUrl,
    role: null,
    maxConnections: 1,
    name: "test",
    onError: () => {},
  });
  await database.pool.query("insert into rate_limits (key, points, expire) values ('tries', 3, $1)", [
    Date.now() + 60_000,
  ]);
  const count = async () => {
    const { rows } = await database.pool.query<{ sessions: string; limits: string }>(
      "select (select count(*) from auth.session) as sessions, (select count(*) from rate_limits where key = 'tries') as limits",
    );
    return rows[0];
  };

  await forgetExpired(database, new Date());
  expect(await count()).toEqual({ sessions: "1", limits: "1" });
  await forgetExpired(database, new Date(Date.now() + 400 * 86_400_000));
  expect(await count()).toEqual({ sessions: "0", limits: "0" });
});
