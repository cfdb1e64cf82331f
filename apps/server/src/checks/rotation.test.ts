import fc from "fast-check";
import { expect, test } from "vitest";
import { createRotation } from "./rotation.ts";

test("one is at work at a time, each key in its order, and nobody waits for more than one piece of each other key", async () => {
  const pieces = fc.array(fc.constantFrom("a", "b", "c", "d"), { minLength: 1, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(pieces, async (keys) => {
      const inRotation = createRotation();
      const done: { key: string; index: number }[] = [];
      let atWork = 0;
      await Promise.all(
        keys.map((key, index) =>
          inRotation(key, async () => {
            expect(++atWork).toBe(1);
            await Promise.resolve();
            atWork--;
            done.push({ key, index });
          }),
        ),
      );
      expect(done).toHaveLength(keys.length);
      for (const key of new Set(keys)) {
        const own = done.filter((one) => one.key === key).map(({ index }) => index);
        expect(own).toEqual(own.toSorted((a, b) => a - b));
        // Of each other key at most one piece comes between two of its own, or before its first; the very first began at once.
        const places = done.flatMap((one, place) => (one.key === key ? [place] : []));
        for (const [nth, place] of places.entries()) {
          const before = nth === 0 ? 1 : (places[nth - 1] ?? 0) + 1;
          const others = done.slice(before, place).map((one) => one.key);
          expect(new Set(others).size).toBe(others.length);
        }
      }
    }),
  );
});

test("a piece that fails is told to who brought it, and the others go on", async () => {
  const inRotation = createRotation();
  const failing = inRotation("a", () => Promise.reject(new Error("No.")));
  const next = inRotation("a", () => Promise.resolve());
  await expect(failing).rejects.toThrow("No.");
  await next;
});
