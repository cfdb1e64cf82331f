import { z } from "zod";
import type { CapturedAnswer } from "./answers.ts";
import { type Program, startProgram } from "./program.ts";

export interface StaticServer extends AsyncDisposable {
  readonly url: string;
  readonly program: Program;
}

/** A bare `node:http` in a process of its own that gives the answers at their paths. */
export async function startStaticServer(answers: Map<string, CapturedAnswer>): Promise<StaticServer> {
  const program = startProgram("static-server");
  const question = Array.from(answers, ([path, answer]) => ({ path, ...answer }));
  const { port } = await program.ask(question, z.object({ port: z.number() }));
  return {
    url: `http://127.0.0.1:${port}`,
    program,
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}
