import { spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const fixture = fileURLToPath(new URL("run.fixture.mjs", import.meta.url));
const module = new URL("run.mjs", import.meta.url).href;
const program = `
  import { runInForeground } from ${JSON.stringify(module)};
  process.exitCode = await runInForeground([{ command: process.execPath, args: [${JSON.stringify(fixture)}] }]);
`;

/** @param {string[]} command */
function startLeader([command = "", ...args]) {
  const leader = spawn(command, args, {
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
    env: { ...process.env, npm_lifecycle_event: "start" },
  });
  const lines = createInterface({ input: leader.stdout });
  const received = /** @type {string[]} */ ([]);
  lines.on("line", (line) => received.push(line));
  return { leader, lines, received, pid: leader.pid ?? 0 };
}

test("Ctrl-C, which npm passes on once more, reaches the server once, and its exit code is kept", async () => {
  const { leader, lines, received, pid } = startLeader([
    process.execPath,
    "--input-type=module",
    "-e",
    program,
  ]);
  await once(lines, "line");
  process.kill(-pid, "SIGINT");
  process.kill(pid, "SIGINT");
  const [code] = await once(leader, "close");
  expect(received.at(-1)).toBe("signals: 1");
  expect(code).toBe(7);
});

test("a signal that ends npm at once reaches the server once", async () => {
  const shell = `"${process.execPath}" --input-type=module -e '${program}'; true`;
  const { leader, lines, received, pid } = startLeader(["/bin/sh", "-c", shell]);
  await once(lines, "line");
  process.kill(-pid, "SIGINT");
  process.kill(pid, "SIGKILL");
  await once(leader, "close");
  expect(received.at(-1)).toBe("signals: 1");
});

test("the server ends when npm is killed without a word", async () => {
  const shell = `"${process.execPath}" --input-type=module -e '${program}'; true`;
  const { leader, lines, received, pid } = startLeader(["/bin/sh", "-c", shell]);
  await once(lines, "line");
  process.kill(pid, "SIGKILL");
  await once(leader, "close");
  const server = Number(received[0]?.split(" ")[1]);
  expect(() => process.kill(server, 0)).toThrow("ESRCH");
});
