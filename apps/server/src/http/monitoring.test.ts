import { readFile } from "node:fs/promises";
import { startTestFanal, type TestFanal } from "@fanal/testing";
import type { SyntaxNode } from "@lezer/common";
import { parser } from "@prometheus-io/lezer-promql";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

const deploy = (file: string) => readFile(new URL(`../../../../deploy/${file}`, import.meta.url), "utf8");

const rulesFile = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({
          alert: z.string(),
          expr: z.string(),
          labels: z.object({ severity: z.enum(["critical", "warning"]) }),
          annotations: z.object({ summary: z.string(), runbook: z.string() }),
        }),
      ),
    }),
  ),
});
const dashboardFile = z.object({
  panels: z.array(
    z.object({
      title: z.string(),
      targets: z.array(z.object({ expr: z.string(), legendFormat: z.string() })).default([]),
    }),
  ),
});

const rules = rulesFile
  .parse(parse(await deploy("prometheus/rules.yml")))
  .groups.flatMap((group) => group.rules);
const { panels } = dashboardFile.parse(JSON.parse(await deploy("grafana/fanal.json")));
const queries = [
  ...rules.map(({ alert, expr }) => ({ name: alert, expr })),
  ...panels.flatMap(({ title, targets }) => targets.map(({ expr }) => ({ name: `${title}: ${expr}`, expr }))),
].map(({ name, expr }) => ({
  name,
  // What Grafana puts in itself.
  expr: expr.replaceAll("$__rate_interval", "1m").replaceAll("$job", "fanal"),
}));

/** Of what Prometheus itself knows. */
const prometheusMetrics = ["up"];
const prometheusLabels = ["job", "instance", "le"];
/** Values that come with a failure, or another answer. */
const rareValues = new Set(["5xx"]);

/** For each metric its labels, with the values that they have. */
type Told = Map<string, Map<string, Set<string>>>;

let fanal: TestFanal;
let told: Told;

beforeAll(async () => {
  fanal = await startTestFanal(inject("clusterUrl"));
  const mara = await fanal.signUp("Mara Ilves");
  const { slug: organization } = await mara.client.organizations.create({ name: "Lumen" });
  const { id: serviceId } = await mara.client.services.create({ organization, name: "API" });
  const { id: pageId } = await mara.client.statusPages.create({
    organization,
    name: "Lumen",
    slug: "lumen-monitoring",
    serviceIds: [serviceId],
  });
  const { id: incidentId } = await mara.client.incidents.create({
    organization,
    title: "Slow",
    message: "We look.",
    services: [{ serviceId, status: "degraded_performance" }],
  });
  const email = "noor@example.com";
  await mara.client.subscribers.create({ organization, pageId, email, confirmation: "vouched" });
  const update = { status: "identified", message: "Found.", holdMinutes: 0 } as const;
  await mara.client.incidents.postUpdate({ organization, incidentId, ...update });
  told = await vi.waitUntil(
    async () => {
      const metrics = await readMetrics();
      return (metrics.get("fanal_deliveries_total")?.size ?? 0) > 0 && metrics;
    },
    { timeout: 20_000, interval: 100 },
  );
});
afterAll(() => fanal[Symbol.asyncDispose]());

async function readMetrics(): Promise<Told> {
  const found: Told = new Map();
  for (const line of (await (await fetch(`${fanal.url}/metrics`)).text()).split("\n")) {
    const [, name, labels = ""] = /^([a-z_]+)(?:\{(.*)\})? \S+$/.exec(line) ?? [];
    if (name === undefined) continue;
    const known = found.get(name) ?? new Map<string, Set<string>>();
    for (const [, label = "", value = ""] of labels.matchAll(/(\w+)="([^"]*)"/g))
      known.set(label, (known.get(label) ?? new Set()).add(value));
    found.set(name, known);
  }
  return found;
}

/** Everything of a query that bears a name, and what is wrong with its grammar. */
function readQuery(expr: string) {
  const metrics: { name: string; matchers: { label: string; operator: string; value: string }[] }[] = [];
  const grouped: string[] = [];
  const errors: string[] = [];
  const textOf = (node: SyntaxNode | null) => (node === null ? "" : expr.slice(node.from, node.to));
  parser.parse(expr).iterate({
    enter: ({ node }) => {
      if (node.type.isError) errors.push(`at ${node.from}: ${expr.slice(node.from)}`);
      if (node.name === "VectorSelector") {
        const matchers = (node.getChild("LabelMatchers")?.getChildren("UnquotedLabelMatcher") ?? []).map(
          (one) => ({
            label: textOf(one.getChild("LabelName")),
            operator: textOf(one.getChild("MatchOp")),
            value: textOf(one.getChild("StringLiteral")).slice(1, -1),
          }),
        );
        metrics.push({ name: textOf(node.getChild("Identifier")), matchers });
      }
      if (node.name === "GroupingLabels")
        for (const one of node.getChildren("LabelName")) grouped.push(textOf(one));
    },
  });
  return { metrics, grouped, errors };
}

test.for(queries)("$name asks for what there is", ({ expr }) => {
  const { metrics, grouped, errors } = readQuery(expr);
  expect(errors).toEqual([]);
  expect(metrics.length).toBeGreaterThan(0);
  const labels = new Set(prometheusLabels);
  for (const { name, matchers } of metrics) {
    const known = told.get(name);
    if (prometheusMetrics.includes(name)) continue;
    expect(known, name).toBeDefined();
    for (const label of known?.keys() ?? []) labels.add(label);
    for (const { label, operator, value } of matchers) {
      if (prometheusLabels.includes(label)) continue;
      expect([...(known?.keys() ?? [])], `${name} has no ${label}`).toContain(label);
      if (operator === "=" && !rareValues.has(value))
        expect([...(known?.get(label) ?? [])], `${name}{${label}}`).toContain(value);
    }
  }
  for (const label of grouped) expect([...labels], `nothing has ${label}`).toContain(label);
});

test.for(rules)(
  "$alert says where to read what to do, and only labels that it has",
  async ({ expr, annotations }) => {
    const [file = "", anchor] = annotations.runbook.split("#");
    const page = await readFile(new URL(`../../../../${file}`, import.meta.url), "utf8");
    const anchors = [...page.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
      title
        .toLowerCase()
        .replace(/[^\w\s-]/g, "")
        .replaceAll(" ", "-"),
    );
    expect(anchors).toContain(anchor);
    const { grouped } = readQuery(expr);
    const used = [...annotations.summary.matchAll(/\$labels\.(\w+)/g)].map(([, label = ""]) => label);
    // Where nothing is summed up, all labels are there.
    const all = grouped.length === 0 ? prometheusLabels : grouped;
    for (const label of used) expect(all).toContain(label);
  },
);

describe("numbers", () => {
  test("say of the database that it is there, and what waits in it", async () => {
    const text = await (await fetch(`${fanal.url}/metrics`)).text();
    expect(text).toMatch(/^fanal_database_up 1$/m);
    expect(text).toMatch(/^fanal_build_info\{version="\d+\.\d+\.\d+"\} 1$/m);
    expect(text).toMatch(/^fanal_deliveries_total\{channel="email",state="kept"\} [1-9]/m);
    expect(text).toMatch(/^fanal_database_connections\{pool="telling",state="idle"\} \d+$/m);
    expect(text).toMatch(/^fanal_http_request_duration_seconds_count\{method="POST",status="2xx"\} [1-9]/m);
  });
});
