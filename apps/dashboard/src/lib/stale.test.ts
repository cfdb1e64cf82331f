import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, it } from "vitest";
import { invalidate } from "./stale.ts";

const queryKey = ["maintenances", "list"];

it("a first answer that was on its way when something changed is asked for again", async () => {
  const cache = new QueryClient({ defaultOptions: { queries: { staleTime: 30_000, retry: false } } });
  const first = Promise.withResolvers<string>();
  const answers = [first.promise, Promise.resolve("after")];
  const queryFn = () => answers.shift() ?? Promise.reject(new Error("asked too often"));
  // As the loader of a view does, before the view is there.
  void cache.prefetchQuery({ queryKey, queryFn });
  invalidate(cache, ["maintenances"]);
  first.resolve("before");
  await expect.poll(() => cache.getQueryData(queryKey)).toBe("before");

  const observer = new QueryObserver(cache, { queryKey, queryFn });
  const stop = observer.subscribe(() => {});
  await expect.poll(() => observer.getCurrentResult().data).toBe("after");
  stop();
});

it("what nobody outdated is not asked for again", async () => {
  const cache = new QueryClient({ defaultOptions: { queries: { staleTime: 30_000, retry: false } } });
  let asked = 0;
  const queryFn = () => Promise.resolve(++asked);
  await cache.prefetchQuery({ queryKey, queryFn });
  invalidate(cache, ["services"]);
  const observer = new QueryObserver(cache, { queryKey, queryFn });
  const stop = observer.subscribe(() => {});
  expect(observer.getCurrentResult().data).toBe(1);
  stop();
  expect(asked).toBe(1);
});
