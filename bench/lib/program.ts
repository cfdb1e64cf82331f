import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { z } from "zod";

/** One of `programs/` as a process of its own: it answers one question after the other. */
export interface Program extends AsyncDisposable {
  /** All that it has printed so far, on both streams. */
  output: () => string;
  /** Resolves with its answer; rejects with what it printed when it ends instead. */
  ask: <Answer>(question: object, answer: z.ZodType<Answer>) => Promise<Answer>;
}

export function startProgram(name: string): Program {
  const file = fileURLToPath(new URL(`../programs/${name}.ts`, import.meta.url));
  const child = fork(file, { serialization: "advanced", stdio: ["ignore", "pipe", "pipe", "ipc"] });
  let output = "";
  const keep = (chunk: Buffer) => {
    output += chunk;
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  return {
    output: () => output,
    ask: async (question, answer) => {
      if (!child.connected) throw new Error(`${name} ended:\n${output}`);
      const waiting = new AbortController();
      const { signal } = waiting;
      const ended = once(child, "close", { signal }).then(() => {
        throw new Error(`${name} ended:\n${output}`);
      });
      const answered = once(child, "message", { signal });
      child.send(question);
      const [value] = await Promise.race([answered, ended]).finally(() => {
        ended.catch(() => {});
        answered.catch(() => {});
        waiting.abort();
      });
      return answer.parse(value);
    },
    [Symbol.asyncDispose]: () => end(child),
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill("SIGKILL");
  await exit;
}
