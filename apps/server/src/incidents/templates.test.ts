import type { IncidentTemplate } from "@fanal/contract";
import { limits } from "@fanal/contract";
import { escapeMarkdown, fillMarkdownTemplate } from "@fanal/domain";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { openAsSuperuser } from "../http/test-helpers.ts";
import { renderMarkdown } from "../markdown.ts";

let fanal: TestFanal;
let mara: Person;
let organization: string;
let api: string;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  mara = await fanal.signUp("Mara Ilves");
});
beforeEach(async () => {
  ({ slug: organization } = await mara.client.organizations.create({ name: "Acme" }));
  api = (await mara.client.services.create({ organization, name: "API" })).id;
});
afterAll(() => fanal[Symbol.asyncDispose]());

function create(name: string, services: IncidentTemplate["services"] = []) {
  return mara.client.incidentTemplates.create({
    organization,
    name,
    title: "{{service}} is slow",
    message: "**{{services}}** since {{time}}. {{nonsense}}",
    status: "identified",
    impact: "major",
    services,
  });
}

const list = () => mara.client.incidentTemplates.list({ organization });

test("templates are kept as they are written, variables and all, and listed by name", async () => {
  const [second, first] = [await create("slow"), await create("Down")];
  expect(await list()).toEqual([first, second]);
  expect(second).toMatchObject({
    title: "{{service}} is slow",
    message: "**{{services}}** since {{time}}. {{nonsense}}",
    status: "identified",
    impact: "major",
    version: 1,
  });
});

test("what is left out of a change stays, an impact can be taken back", async () => {
  const template = await create("Slow", [{ serviceId: api, status: "partial_outage" }]);
  const changed = await mara.client.incidentTemplates.update({
    organization,
    templateId: template.id,
    name: "Very slow",
    impact: null,
  });
  const { updatedAt, ...expected } = { ...template, name: "Very slow", impact: null, version: 2 };
  expect(changed).toMatchObject(expected);
  await mara.client.incidentTemplates.delete({ organization, templateId: template.id });
  expect(await list()).toEqual([]);
});

test("a service that was deleted is left out of templates, does not hinder changing them, and comes back with the service", async () => {
  const services = [{ serviceId: api, status: "partial_outage" as const }];
  const { id: templateId } = await create("Slow", services);
  await mara.client.services.delete({ organization, serviceId: api });
  expect(await list()).toMatchObject([{ services: [] }]);
  const renamed = await mara.client.incidentTemplates.update({ organization, templateId, name: "Slower" });
  expect(renamed.services).toEqual([]);
  await mara.client.services.restore({ organization, serviceId: api });
  expect(await list()).toMatchObject([{ name: "Slower", services }]);
});

test("a service that is not there cannot be named", async () => {
  await mara.client.services.delete({ organization, serviceId: api });
  await expect(create("Slow", [{ serviceId: api, status: "major_outage" }])).rejects.toMatchObject({
    code: "not_found",
  });
});

test("there are so many templates and no more, also when two people add the last one at once", async () => {
  await using database = openAsSuperuser(fanal.databaseUrl);
  const { id } = await create("Template");
  await database.pool.query(
    `insert into incident_templates
     select organization_id, gen_random_uuid(), name, title, message, status, impact, services, version, created_at, updated_at
     from incident_templates, generate_series(1, $2) where id = $1`,
    [id, limits.templates - 2],
  );
  const results = await Promise.allSettled([create("Last"), create("Too many")]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(results.find((result) => result.status === "rejected")).toMatchObject({
    reason: { code: "limit_reached", message: expect.stringContaining("200 templates") },
  });
  expect(await list()).toHaveLength(limits.templates);
});

/** Names as services and organizations have them: one line, without spaces around. */
const anyName = fc
  .oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }),
    fc.string({
      unit: fc.constantFrom(..."*_`[]()<>&#;!|~\\-+=.:1a B{}\"'@/^$"),
      minLength: 1,
      maxLength: 12,
    }),
  )
  .map((text) => text.replace(/\s+/g, " ").trim())
  .filter((text) => text !== "" && text.isWellFormed() && !/\p{Cc}/u.test(text));

/** What a visitor reads of rendered Markdown. */
function textOf(html: string): string {
  return html
    .replace(/<[^>]*>/g, "")
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, "&")
    .trim();
}

test("whatever a service is called, visitors read its name as it is", { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      anyName,
      fc.constantFrom("{{service}}", "**{{service}}**", "In {{service}}, again."),
      async (service, text) => {
        const html = await renderMarkdown(fillMarkdownTemplate(text, { service }));
        const around = text.replaceAll("**", "");
        expect(textOf(html)).toBe(around.replace("{{service}}", () => service));
      },
    ),
    { numRuns: 400 },
  );
});

test("names that are ordinary words are inserted without signs that an operator would wonder about", () => {
  const names = [
    "API",
    "E-mail",
    "API (EU)",
    "api.example.com",
    "R&D",
    "Search & Orders",
    "v1.2",
    "queue_worker",
  ];
  expect(names.map(escapeMarkdown)).toEqual(names);
});
