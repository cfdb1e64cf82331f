import { allows, type Role } from "@fanal/domain";
import { expect, test } from "vitest";
import { creations, creationsFor } from "./creations.ts";

const namesFor = (role: Role) => creationsFor((action) => allows(role, action)).map(({ label }) => label);

test("what one's role does not allow is not offered", () => {
  expect(namesFor("viewer")).toEqual([]);
  expect(namesFor("responder")).toEqual(["New announcement"]);
  expect(namesFor("owner")).toHaveLength(Object.keys(creations).length);
});

test("no two things that can be made are called the same", () => {
  const labels = Object.values(creations).map(({ label }) => label);
  expect(new Set(labels).size).toBe(labels.length);
});
