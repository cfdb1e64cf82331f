import { expect, test, vi } from "vitest";
import { createLog } from "../log.ts";
import { answerEvenly, createEvenAnswers } from "./even-answers.ts";

test("what is refused before anything differs is answered as it is, at once", async () => {
  await using even = createEvenAnswers(createLog("silent"));
  const answered = await even.answer(async () => new Response(null, { status: 429 }));
  expect(answered.status).toBe(429);
});

test("the rest is answered alike, whatever becomes of it and however long it takes; nothing ends before it is done", async () => {
  const log = createLog("silent");
  const failed = vi.spyOn(log, "error");
  const even = createEvenAnswers(log);
  const slow = Promise.withResolvers<Response>();
  const becomes: (() => Promise<Response>)[] = [
    async () => Response.json({ token: "secret" }, { headers: { "set-cookie": "a=b" } }),
    async () => Promise.reject(new Error("the table is full")),
    () => slow.promise,
  ];
  const answers = await Promise.all(
    becomes.map((become) =>
      even.answer(() => {
        answerEvenly({ status: true });
        return become();
      }),
    ),
  );
  for (const answered of answers) {
    expect([answered.status, await answered.json(), [...answered.headers.keys()]]).toEqual([
      200,
      { status: true },
      ["content-type"],
    ]);
  }
  expect(failed).toHaveBeenCalledOnce();

  let isOver = false;
  const over = even[Symbol.asyncDispose]().then(() => {
    isOver = true;
  });
  await new Promise(setImmediate);
  expect(isOver).toBe(false);
  slow.resolve(new Response());
  await over;
});
