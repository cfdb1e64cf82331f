import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

/** Makes a program believe that it runs on this version of Node. */
function pretending(version: string): string {
  const versions = `{ ...process.versions, node: "${version}" }`;
  const lie = `Object.defineProperties(process, {
    versions: { value: ${versions} }, version: { value: "v${version}" } });`;
  return `data:text/javascript,${encodeURIComponent(lie)}`;
}

test.each(["start", "dev", "test", "check", "bench"])(
  "npm run %s says which Node it needs, and ends with 1",
  (command) => {
    const script = fileURLToPath(new URL(`../../scripts/${command}.mjs`, import.meta.url));
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--import", pretending("18.20.4"), script],
      {
        encoding: "utf8",
        // What goes on regardless would not end by itself.
        timeout: 10_000,
      },
    );
    expect(stderr).toBe(
      "Fanal needs Node.js 20 or newer to start (it then brings its own version 24), but this is v18.20.4. " +
        "Get a current one from https://nodejs.org.\n",
    );
    expect(stdout).toBe("");
    expect(status).toBe(1);
  },
);
