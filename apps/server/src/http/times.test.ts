import { contract } from "@fanal/contract";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { addressOf, exampleBody, furnish, type IdName, namedBy } from "./examples.fixture.ts";
import { type RecordedExample, recordedExamples } from "./recorded-examples.ts";
import { keepExamples } from "./recording.fixture.ts";
import { ask, proceduresOf } from "./test-helpers.ts";

let fanal: TestFanal;
let mara: Person;
let gita: Person;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  mara = await fanal.signUp("Mara Ilves");
  gita = await fanal.signUp("Gita Guest");
});
afterAll(async () => {
  await fanal[Symbol.asyncDispose]();
  if (process.env.FANAL_RECORD_EXAMPLES !== undefined) await keepExamples(examples);
});
const examples = new Map<string, RecordedExample>();

async function found(named?: readonly IdName[]) {
  const { slug: organization } = await mara.client.organizations.create({ name: "Acme" });
  return { organization, ids: await furnish(mara.client, organization, gita, named) };
}
let forReading: ReturnType<typeof found> | undefined;
/** One organization for all that is only read: no answer changes what the next one says. */
function foundOnce() {
  forReading ??= found();
  return forReading;
}

/** Their answers tell of no time. */
const timeless = [
  "events.actors",
  "metrics.addPoints",
  "incidents.previewMessage",
  "notifications.message",
  "notifications.preview",
  "notifications.previewAudience",
  "reports.serviceLevels",
  "signIn.get",
  "signIn.update",
  "subscribers.counts",
  "subscriberImports.preview",
];

const answering = proceduresOf(contract).filter(
  ({ method, inputFields }) => method !== "DELETE" && !inputFields.includes("token"),
);

test.for(answering)(
  "the example of $name is answered, and every time in the answer is ISO 8601 in UTC",
  async ({ name, method, path }) => {
    const { organization, ids } = await (method === "GET" ? foundOnce() : found(namedBy({ name, path })));
    const body = exampleBody(name, ids);
    const answer = await ask(fanal.url, {
      method,
      path: addressOf(path, organization, ids),
      body,
      headers: { cookie: mara.cookie },
    });
    expect(answer.status).toBeLessThan(300);
    examples.set(name, { request: body, response: answer.body ?? undefined });
    const times = fieldsIn(answer.body).filter(([key]) => /(At|Since)$/.test(key));
    expect(times.length === 0).toBe(timeless.includes(name));
    for (const [key, time] of times) {
      if (time !== null) expect(time, key).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    }
  },
);

test("the reference shows an example that was run of each of them", () => {
  expect([...recordedExamples.keys()]).toEqual(answering.map(({ name }) => name).sort());
});

function fieldsIn(value: unknown): [string, unknown][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]: [string, unknown]) => [
    [key, child],
    ...fieldsIn(child),
  ]);
}
