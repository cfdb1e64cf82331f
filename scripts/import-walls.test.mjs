import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packageScript, productNode, root } from "./lib/paths.mjs";

const config = join(root, ".dependency-cruiser.cjs");
/** @type {{ forbidden: { name: string }[] }} */
const { forbidden } = createRequire(import.meta.url)(config);

const capability = "apps/server/src/incidents/breach.ts";
const component = "apps/dashboard/src/features/incidents/breach.tsx";

/** For each wall a file, and what it imports through that wall. @type {Record<string, [from: string, to: string]>} */
const breaches = {
  "no-circles": ["packages/domain/src/round.ts", "packages/domain/src/round.ts"],
  "no-unknown": [capability, "apps/server/src/incidents/nowhere.ts"],
  ...breachesOf("domain", "packages/domain/"),
  ...breachesOf("ui", "packages/ui/"),
  ...breachesOf("contract", "packages/contract/"),
  ...breachesOf("sdk", "packages/sdk/"),
  ...breachesOf("cli", "packages/cli/"),
  ...breachesOf("database", "packages/database/"),
  ...breachesOf("emails", "packages/emails/"),
  ...breachesOf("status-page", "apps/status-page/"),
  ...breachesOf("dashboard", "apps/dashboard/"),
  ...breachesOf("server", "apps/server/"),
  ...breachesOf("testing", "packages/testing/"),
  "domain-is-pure": ["packages/domain/src/impure.ts", "node:fs"],
  "testing-in-tests-only": [capability, "packages/testing/src/index.ts"],
  "no-jsx-in-the-server": [capability, "apps/status-page/src/page.tsx"],
  "capability-to-capability": [capability, "apps/server/src/services/commands.ts"],
  "capability-to-events": [capability, "apps/server/src/events/reader.ts"],
  "readers-are-ends": [capability, "apps/server/src/publishing/serve.ts"],
  "reader-imports": ["apps/server/src/live/breach.ts", "apps/server/src/services/commands.ts"],
  "events-know-no-capability": ["apps/server/src/events/breach.ts", "apps/server/src/services/queries.ts"],
  "mail-is-written-by-all": [capability, "apps/server/src/mail/sender.ts"],
  "mail-knows-no-capability": ["apps/server/src/mail/breach.ts", "apps/server/src/services/queries.ts"],
  "http-is-outermost": [capability, "apps/server/src/http/app.ts"],
  "demo-is-outermost": [capability, "apps/server/src/demo/seed.ts"],
  "imports-are-on-top": [capability, "apps/server/src/imports/worker.ts"],
  "auth-tables-belong-to-auth": [capability, "packages/database/src/schema/auth.ts"],
  "feature-to-feature": [component, "apps/dashboard/src/features/services/order.ts"],
  "shared-below-features": [
    "apps/dashboard/src/lib/breach.ts",
    "apps/dashboard/src/features/services/order.ts",
  ],
  "routes-on-top": [component, "apps/dashboard/src/routes/index.tsx"],
};

/** @type {string} */
let house;
/** @type {{ rule: { name: string }, from: string }[]} */
let violations;

beforeAll(async () => {
  house = mkdtempSync(join(tmpdir(), "fanal-walls-"));
  /** @type {Map<string, string>} */
  const files = new Map();
  for (const [from, to] of Object.values(breaches)) {
    if (!to.includes(":") && !to.includes("nowhere") && !files.has(to)) files.set(to, "export {};\n");
    const path = relative(dirname(from), to);
    const specifier = to.includes(":") ? to : path.startsWith(".") ? path : `./${path}`;
    files.set(from, `${files.get(from) ?? ""}import "${specifier}";\n`);
  }
  for (const [file, text] of files) {
    mkdirSync(join(house, dirname(file)), { recursive: true });
    writeFileSync(join(house, file), text);
  }
  violations = await cruise();
});
afterAll(() => rmSync(house, { recursive: true }));

test("every wall has a breach that is tried", () => {
  expect(Object.keys(breaches).sort()).toEqual(forbidden.map(({ name }) => name).sort());
});

test.for(Object.entries(breaches))("who goes through the wall %s is seen", ([name, [from]]) => {
  expect(violations).toContainEqual(
    expect.objectContaining({ from, rule: expect.objectContaining({ name }) }),
  );
});

/**
 * A room, and its tests, which import what no room may.
 *
 * @param {string} name
 * @param {string} path
 * @returns {Record<string, [string, string]>}
 */
function breachesOf(name, path) {
  return {
    [`${name}-imports`]: [`${path}src/breach.ts`, "bench/table.ts"],
    [`${name}-test-imports`]: [`${path}src/breach.test.ts`, "bench/table.ts"],
  };
}

/** @returns {Promise<typeof violations>} */
function cruise() {
  const script = packageScript("dependency-cruiser", "bin/dependency-cruiser.mjs");
  const args = [script, "--config", config, "--output-type", "json", "apps", "packages"];
  return new Promise((resolve, reject) => {
    // It ends with the number of breaches, which is what is wanted here.
    execFile(productNode, args, { cwd: house, maxBuffer: 64 * 1024 * 1024 }, (_error, output, complaint) => {
      if (output === "") reject(new Error(complaint));
      else resolve(JSON.parse(output).summary.violations);
    });
  });
}
