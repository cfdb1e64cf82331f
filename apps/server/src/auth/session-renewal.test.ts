import { once } from "node:events";
import { startTestFanal } from "@fanal/testing";
import { expect, inject, test } from "vitest";
import { WebSocket } from "ws";
import { openAsSuperuser } from "../http/test-helpers.ts";

const day = 86_400_000;

test("a session that is used lasts longer, in the browser too; a tab that is only open does not make it last", async () => {
  await using fanal = await startTestFanal(inject("clusterUrl"));
  await using database = openAsSuperuser(fanal.databaseUrl);
  const mara = await fanal.signUp("Mara Ilves");
  const { slug } = await mara.client.organizations.create({ name: "Lumen" });
  const daysLeft = async () => {
    const { rows } = await database.pool.query("select expires_at from auth.session");
    return (rows[0].expires_at.getTime() - Date.now()) / day;
  };
  await database.pool.query("update auth.session set expires_at = now() + interval '5 days'");

  const socket = new WebSocket(`${fanal.url.replace("http", "ws")}/api/v1/organizations/${slug}/live`, {
    headers: { cookie: mara.cookie },
  });
  await once(socket, "message");
  expect(await daysLeft()).toBeLessThan(5.1);

  const used = await fetch(`${fanal.url}/api/v1/me`, { headers: { cookie: mara.cookie } });
  expect(await daysLeft()).toBeGreaterThan(6.9);
  const [cookie = ""] = used.headers.getSetCookie();
  expect(cookie).toContain(mara.cookie.split("=")[0]);
  expect(Number(/Max-Age=(\d+)/i.exec(cookie)?.[1])).toBeGreaterThan((6.9 * day) / 1000);
  const again = await fetch(`${fanal.url}/api/v1/me`, { headers: { cookie: cookie.split(";")[0] ?? "" } });
  expect(again.status).toBe(200);
  expect(again.headers.getSetCookie()).toEqual([]);
  socket.close();
});
