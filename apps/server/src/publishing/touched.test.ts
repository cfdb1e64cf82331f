import type { Reader } from "@fanal/database";
import { expect, test } from "vitest";
import type { EventType, FanalEvent } from "../events/types.ts";
import { touchedBy } from "./touched.ts";

function event(type: EventType, subjectId: string, data: FanalEvent["data"]): FanalEvent {
  return { organizationId: "acme", position: 1, type, subjectId, data, createdAt: new Date(0) };
}

/** No series is among the events, so nothing is read. */
const unread: Reader = {
  organizationId: "acme",
  get db(): never {
    throw new Error("Nothing is to be read");
  },
};

async function touchesPage(...events: FanalEvent[]): Promise<boolean> {
  return (await touchedBy(unread, events))("page") === "all";
}

test("a page that gets another name, look or door keeps its stories", async () => {
  for (const changed of [
    ["name"],
    ["look", "customCss"],
    ["visibility", "password"],
    ["images"],
    ["feedToken"],
  ])
    expect(await touchesPage(event("status_page.updated", "page", { changed }))).toBe(false);
});

test("which services a page shows, and what it calls them, is in its stories", async () => {
  for (const changed of [["name", "serviceIds"], ["serviceSettings"]]) {
    expect(await touchesPage(event("status_page.updated", "page", { changed }))).toBe(true);
    expect(await touchesPage(event("status_page.updated", "another", { changed }))).toBe(false);
  }
  expect(await touchesPage(event("status_page.created", "page", {}))).toBe(true);
});

test("a service that gets another name is in the stories of every page, and one that gets another description is not", async () => {
  const before = { name: "API", description: "" };
  const update = (after: object) => event("service.updated", "service", { before, after });
  expect(await touchesPage(update({ name: "Public API", description: "" }))).toBe(true);
  expect(await touchesPage(update({ name: "API", description: "For programs" }))).toBe(false);
  expect(await touchesPage(event("service.deleted", "service", {}))).toBe(true);
});
