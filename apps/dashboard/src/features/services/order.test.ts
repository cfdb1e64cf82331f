import type { Service, ServiceGroup } from "@fanal/contract";
import { expect, test } from "vitest";
import { moveBy, moveTo, moveToGroup } from "../../lib/lines.ts";
import { toLines, toOrder } from "./order.ts";

const at = "2026-11-12T08:00:00.000Z";
const group = (id: string): ServiceGroup => ({
  id,
  name: id,
  position: 0,
  version: 1,
  createdAt: at,
  updatedAt: at,
});
const service = (id: string, groupId: string | null): Service => ({
  id,
  name: id,
  description: "",
  groupId,
  teamId: null,
  slaTarget: null,
  position: 0,
  status: "operational",
  manualStatus: "operational",
  statusSince: at,
  openIncidentIds: [],
  activeMaintenanceIds: [],
  signals: [],
  version: 1,
  createdAt: at,
  updatedAt: at,
});

const lines = toLines(
  [service("api", "core"), service("docs", null), service("web", "core"), service("search", "data")],
  [group("core"), group("data"), group("empty")],
);
const ids = (list: { id: string }[]) => list.map((line) => line.id).join(" ");

test("services without a group stand above the first head", () => {
  expect(ids(lines)).toBe("docs core api web data search empty");
});

test("a service that is dropped on another takes its place, and its group", () => {
  const moved = moveTo(lines, "api", "search");
  expect(ids(moved)).toBe("docs core web data search api empty");
  expect(toOrder(moved)).toContainEqual({ serviceId: "api", groupId: "data", version: 1 });
});

test("a step past the head of a group changes the group", () => {
  expect(toOrder(moveBy(lines, "web", 1))).toContainEqual({ serviceId: "web", groupId: "data", version: 1 });
  expect(toOrder(moveBy(lines, "api", -1))).toContainEqual({ serviceId: "api", groupId: null, version: 1 });
});

test("a step beyond the ends changes nothing", () => {
  expect(moveBy(lines, "docs", -1)).toEqual(lines);
});

test("a service moved to a group comes last in it", () => {
  expect(ids(moveToGroup(lines, "docs", "core"))).toBe("core api web docs data search empty");
  expect(ids(moveToGroup(lines, "docs", "empty"))).toBe("core api web data search empty docs");
  expect(ids(moveToGroup(lines, "web", null))).toBe("docs web core api data search empty");
});

test("an order names every service once", () => {
  expect(toOrder(lines).map((place) => place.serviceId)).toEqual(["docs", "api", "web", "search"]);
});
