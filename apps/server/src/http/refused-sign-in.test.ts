import { contract, type Organization } from "@fanal/contract";
import { organization } from "@fanal/database/auth-schema";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { addressOf, exampleBody, furnish, type Ids } from "./examples.fixture.ts";
import { ask, errorOf, openAsSuperuser, proceduresOf, writtenFor } from "./test-helpers.ts";

const procedures = proceduresOf(contract).filter(({ path }) => path.includes("{organization}"));

let fanal: TestFanal;
let database: ReturnType<typeof openAsSuperuser>;
let mara: Person;
let nils: Person;
let lumen: Organization;
let ids: Ids;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  database = openAsSuperuser(fanal.databaseUrl);
  mara = await fanal.signUp("Mara Ilves");
  nils = await fanal.signUp("Nils Berg");
  lumen = await mara.client.organizations.create({ name: "Lumen" });
  ids = await furnish(mara.client, lumen.slug, nils);
  await database.db.update(organization).set({ requireTwoFactor: true }).where(eq(organization.id, lumen.id));
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await fanal[Symbol.asyncDispose]();
});

test.for(procedures)("$name is refused to who lacks the second factor, owners too", async (procedure) => {
  const { name, method, path } = procedure;
  const before = await writtenFor(database, lumen.id);
  for (const { cookie } of [mara, nils]) {
    for (const reference of [lumen.slug, lumen.id]) {
      const answer = await ask(fanal.url, {
        method,
        path: addressOf(path, reference, ids),
        body: exampleBody(name, ids),
        headers: { cookie },
      });
      expect([answer.status, errorOf(answer).code]).toEqual([403, "two_factor_required"]);
    }
  }
  expect(await writtenFor(database, lumen.id)).toBe(before);
});
