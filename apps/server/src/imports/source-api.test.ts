import { expect, test } from "vitest";
import { createSourceApi, wholeList } from "./source-api.ts";

test("a source that never ends is left after 24 MB", async () => {
  const endless = new TextEncoder().encode(JSON.stringify(Array(100).fill("x".repeat(10_000))));
  let asked = 0;
  const api = createSourceApi({
    outgoing: {
      allowsHttp: false,
      ask: async () => {
        asked++;
        return { status: 200, headers: {}, content: endless };
      },
    },
    base: "https://status.acme.example/v1",
    headers: {},
    stop: new AbortController().signal,
    goesOn: async () => {},
  });
  const all = wholeList(100, (number) => api.get(`/incidents?page=${number}`));
  await expect(all).rejects.toThrow("The source has more than 24 MB to read.");
  expect(asked).toBeLessThan(30);
});
