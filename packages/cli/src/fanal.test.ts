import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type Person, startTestFanal, type TestFanal } from "@fanal/testing";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";

// Each command is a process of its own, on a machine that may have other work.
vi.setConfig({ testTimeout: 120_000 });

const organization = "acme";
const program = fileURLToPath(new URL("./fanal.ts", import.meta.url));
let fanal: TestFanal;
let mara: Person;
let keys: Record<"admin" | "read", string>;
let folder: string;

beforeAll(async () => {
  [fanal, folder] = await Promise.all([
    startTestFanal(inject("clusterUrl")),
    mkdtemp(path.join(tmpdir(), "fanal-cli-")),
  ]);
  mara = await fanal.signUp("Mara Ilves");
  const { client } = mara;
  await client.organizations.create({ name: "Acme", slug: organization, timeZone: "Europe/Berlin" });
  await client.services.create({ organization, name: "API" });
  await client.services.create({ organization, name: "Search" });
  const admin = await client.apiKeys.create({ organization, name: "CI", scopes: ["admin"] });
  const read = await client.apiKeys.create({ organization, name: "Looks", scopes: ["read"] });
  keys = { admin: admin.key ?? "", read: read.key ?? "" };
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await fanal[Symbol.asyncDispose]();
});

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the program as a shell does, with nothing kept from before unless `env` names a file. */
function run(args: string[], env: Record<string, string> = {}, input = ""): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [program, ...args],
      { env: { PATH: process.env.PATH, FANAL_CONFIG: path.join(folder, "none.json"), ...env } },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
    child.stdin?.end(input);
  });
}

const asAdmin = () => ({ FANAL_URL: fanal.url, FANAL_ORGANIZATION: organization, FANAL_API_KEY: keys.admin });

async function statusOf(name: string): Promise<string | undefined> {
  const services = await mara.client.services.list({ organization });
  return services.find((service) => service.name === name)?.status;
}

test("a service is set by its name, whatever its case, and the answer says so", async () => {
  const set = await run(["service", "set", "api", "major_outage", "-m", "Deploy 512 fails"], asAdmin());
  expect(set).toEqual({ code: 0, stdout: "API is major_outage.\n", stderr: "" });
  expect(await statusOf("API")).toBe("major_outage");
  const back = await run(["service", "set", "API", "operational", "--json"], asAdmin());
  expect(JSON.parse(back.stdout)).toMatchObject({ name: "API", status: "operational" });
  expect(await statusOf("API")).toBe("operational");
});

test("an incident is declared, updated and resolved, and its service heals", async () => {
  const opened = [
    "incident",
    "create",
    "Slow answers",
    "-m",
    "We look.",
    "--service",
    "Search=partial_outage",
  ];
  expect((await run(opened, asAdmin())).stdout).toMatch(
    /^Declared: Slow answers\n {2}investigating {2}[0-9a-f-]{36}\n$/,
  );
  expect(await statusOf("Search")).toBe("partial_outage");
  const update = ["incident", "update", "slow answers", "-m", "Found.", "--status", "identified"];
  const updated = await run([...update, "--service", "Search=degraded_performance", "--json"], asAdmin());
  expect(JSON.parse(updated.stdout)).toMatchObject({ status: "identified" });
  expect(await statusOf("Search")).toBe("degraded_performance");
  const seen = await run(["status"], asAdmin());
  expect(seen.stdout).toContain("1 of 2 services are not operational.");
  expect(seen.stdout).toMatch(/Slow answers {2}identified/);
  const resolved = await run(["incident", "resolve", "Slow answers"], asAdmin());
  expect(resolved).toMatchObject({ code: 0, stderr: "" });
  expect(await statusOf("Search")).toBe("operational");
  expect((await run(["incident", "list"], asAdmin())).stdout).toBe("No incident is open.\n");
});

test("a maintenance is planned on the clock of the organization", async () => {
  const window = ["--start", "2090-02-07T02:00", "--end", "2090-02-07T04:00"];
  const plan = ["maintenance", "schedule", "New disks", "-m", "We put in new disks.", "--service", "API"];
  const planned = await run([...plan, ...window, "--json"], asAdmin());
  expect(JSON.parse(planned.stdout)).toMatchObject({
    title: "New disks",
    timeZone: "Europe/Berlin",
    startsAt: "2090-02-07T01:00:00.000Z",
  });
  expect((await run(["maintenance", "list"], asAdmin())).stdout).toContain("New disks");
});

test("status tells people lines, and scripts all of it", async () => {
  const people = await run(["status"], asAdmin());
  expect(people.stdout).toMatch(/^All services are operational\.\nAPI +operational/);
  const scripts = await run(["status", "--json"], asAdmin());
  const read = JSON.parse(scripts.stdout);
  expect(Object.keys(read)).toEqual(["services", "incidents", "maintenances"]);
  expect(read.services).toEqual(await mara.client.services.list({ organization }));
});

test("login keeps a key that works where nobody else reads it, and logout forgets it", async () => {
  const kept = { FANAL_CONFIG: path.join(folder, "deep", "config.json") };
  const where = ["--url", `${fanal.url}/`, "--organization", organization];
  const loggedIn = await run(["login", ...where], kept, `${keys.admin}\n`);
  expect(loggedIn).toMatchObject({ code: 0, stderr: "" });
  expect(loggedIn.stdout).toContain("Logged in to Acme");
  if (process.platform !== "win32") {
    expect((await stat(kept.FANAL_CONFIG)).mode & 0o777).toBe(0o600);
  }
  expect(JSON.parse(await readFile(kept.FANAL_CONFIG, "utf8"))).toEqual({
    url: fanal.url,
    organization,
    key: keys.admin,
  });
  expect((await run(["service", "list"], kept)).code).toBe(0);
  expect((await run(["logout"], kept)).code).toBe(0);
  expect(await run(["service", "list"], kept)).toMatchObject({ code: 3, stdout: "" });
});

test("login keeps nothing that does not work", async () => {
  const kept = { FANAL_CONFIG: path.join(folder, "wrong.json") };
  const where = ["--url", fanal.url, "--organization", organization];
  const refused = await run(["login", ...where], kept, `fanal_${"0".repeat(49)}`);
  expect(refused.code).toBe(3);
  await expect(stat(kept.FANAL_CONFIG)).rejects.toThrow("ENOENT");
});

test("a file of settings that cannot be read is named", async () => {
  const file = path.join(folder, "broken.json");
  await writeFile(file, "{");
  const ended = await run(["status"], { FANAL_CONFIG: file });
  expect(ended).toMatchObject({ code: 2, stdout: "" });
  expect(ended.stderr).toContain(file);
});

test.for([
  { what: "no key", env: { FANAL_API_KEY: "" }, args: ["status"], code: 3, says: "fanal login" },
  {
    what: "a wrong key",
    env: { FANAL_API_KEY: "fanal_x" },
    args: ["status"],
    code: 3,
    says: "does not exist, was revoked",
  },
  {
    what: "a name that is not there",
    args: ["service", "set", "Nope", "operational"],
    code: 4,
    says: "There are:\n  API\n  Search",
  },
  {
    what: "a status that there is not",
    args: ["service", "set", "API", "broken"],
    code: 2,
    says: "operational, under_maintenance",
  },
  {
    what: "an argument too few",
    args: ["service", "set", "API"],
    code: 2,
    says: "missing required argument",
  },
  { what: "a command that there is not", args: ["brew"], code: 2, says: "unknown command" },
  {
    what: "a service without its status",
    args: ["incident", "create", "x", "-m", "x", "--service", "API"],
    code: 2,
    says: "API=major_outage",
  },
  {
    what: "what the server calls malformed",
    args: ["maintenance", "schedule", "x", "-m", "x", "--start", "soon", "--end", "later"],
    code: 2,
    says: "localStart: Write it as",
  },
  {
    what: "an organization of others",
    env: { FANAL_ORGANIZATION: "elsewhere" },
    args: ["status"],
    code: 4,
    says: "There is nothing here",
  },
  {
    what: "a server that is not there",
    env: { FANAL_URL: "http://127.0.0.1:1" },
    args: ["status"],
    code: 5,
    says: "does not answer",
  },
])("$what ends with $code, in words that help", async ({ env = {}, args, code, says }) => {
  const ended = await run(args, { ...asAdmin(), ...env });
  expect(ended).toMatchObject({ code, stdout: "" });
  expect(ended.stderr).toContain(says);
});

test("a key that may only read changes nothing, and hears which scope would", async () => {
  const ended = await run(["service", "set", "API", "major_outage"], {
    ...asAdmin(),
    FANAL_API_KEY: keys.read,
  });
  expect(ended.code).toBe(3);
  expect(ended.stderr).toContain("services:write");
  expect(await statusOf("API")).toBe("operational");
});

test("with --json a failure is JSON too", async () => {
  const ended = await run(["service", "set", "Nope", "operational", "--json"], asAdmin());
  expect(ended.code).toBe(4);
  expect(JSON.parse(ended.stderr)).toMatchObject({ code: "not_found" });
});

test("what somebody typed cannot steer the terminal", async () => {
  const title = "Bells \u202e and whistles";
  await run(["incident", "create", title, "-m", "x"], asAdmin());
  const listed = await run(["incident", "list"], asAdmin());
  expect(listed.stdout).toContain("Bells");
  expect(listed.stdout).not.toContain("\u202e");
  await run(["incident", "resolve", title], asAdmin());
});

test.for(["bash", "zsh", "fish"])("there is a completion for %s", async (shell) => {
  const { code, stdout } = await run(["completion", shell]);
  expect(code).toBe(0);
  expect(stdout).toContain("fanal complete --");
});

test("the completion knows commands and statuses", async () => {
  expect((await run(["complete", "--", "incident", ""])).stdout).toContain("resolve");
  expect((await run(["complete", "--", "service", "set", "API", ""])).stdout).toContain("major_outage");
});
