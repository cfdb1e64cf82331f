import type { PageService, Service, ServiceGroup } from "@fanal/contract";
import { expect, test } from "vitest";
import { moveBelow, moveToGroup } from "../../../lib/lines.ts";
import {
  type Arrangement,
  choose,
  drop,
  type PageLine,
  placesFor,
  step,
  toArrangement,
  toLines,
  withGroup,
  withOwnGroups,
  withoutGroup,
  withSetting,
} from "./arrangement.ts";

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
const setting = (serviceId: string, change: Partial<PageService> = {}): PageService => ({
  serviceId,
  groupId: null,
  displayName: null,
  onlyWhenNotOperational: false,
  ...change,
});

const services = [
  service("api", "core"),
  service("docs", null),
  service("web", "core"),
  service("ftp", "old"),
];
const groups = [group("core"), group("old"), group("empty")];
const common: Arrangement = { serviceIds: ["web", "ftp", "docs", "api"], serviceSettings: [], groups: null };
const own: Arrangement = {
  serviceIds: ["web", "ftp", "docs", "api"],
  serviceSettings: [setting("web", { groupId: "front" }), setting("api", { groupId: "back" })],
  groups: [
    { id: "back", name: "Back", description: "" },
    { id: "front", name: "Front", description: "" },
  ],
};
const linesOf = (arrangement: Arrangement) => toLines(arrangement, services, groups);
const ids = (lines: PageLine[]) => lines.map((line) => line.id).join(" ");
const lineOf = (lines: PageLine[], id: string) => lines.find((line) => line.id === id);

test("a page shows the organization's groups that it has services of, each in the page's order", () => {
  expect(ids(linesOf(common))).toBe("docs core web api old ftp");
});

test("a page with groups of its own shows all of them, in its own order", () => {
  expect(ids(linesOf(own))).toBe("ftp docs back api front web");
  expect(ids(linesOf(withGroup(own, { id: "new", name: "New", description: "" })))).toMatch(/ new$/);
});

test("a page that begins to have groups of its own looks as before", () => {
  const before = linesOf(common);
  const after = linesOf(withOwnGroups(before, common));
  expect(after.map(({ name }) => name)).toEqual(before.map(({ name }) => name));
  expect(after.every((line) => line.kind === "service" || line.group !== null)).toBe(true);
});

test("lines say again what they were made of", () => {
  expect(toArrangement(linesOf(own), own)).toEqual({
    ...own,
    serviceIds: ["ftp", "docs", "api", "web"],
    serviceSettings: own.serviceSettings.toReversed(),
  });
});

test("a service that has not been heard of yet stays on the page, last", () => {
  const before = { ...common, serviceIds: ["new", ...common.serviceIds] };
  expect(toArrangement(linesOf(before), before).serviceIds).toEqual(["docs", "web", "api", "ftp", "new"]);
});

test("under the organization's groups a service moves within its group and not out of it", () => {
  const lines = linesOf(common);
  expect(ids(step(lines, "api", -1))).toBe("docs core api web old ftp");
  expect(step(lines, "web", -1)).toBe(lines);
  expect(step(lines, "api", 1)).toBe(lines);
  expect(ids(drop(lines, "api", "web"))).toBe("docs core api web old ftp");
  expect(drop(lines, "api", "ftp")).toBe(lines);
});

test("under groups of its own a service that passes a head belongs to that group", () => {
  const moved = toArrangement(step(linesOf(own), "docs", 1), own);
  expect(moved.serviceSettings).toContainEqual(setting("docs", { groupId: "back" }));
  const dropped = toArrangement(drop(linesOf(own), "web", "ftp"), own);
  expect(dropped.serviceIds[0]).toBe("web");
  expect(dropped.serviceSettings).toEqual([setting("api", { groupId: "back" })]);
  const put = toArrangement(moveToGroup(linesOf(own), "ftp", "front"), own);
  expect(put.serviceSettings).toContainEqual(setting("ftp", { groupId: "front" }));
});

test("a group that moves takes its services along", () => {
  const moved = toArrangement(step(linesOf(own), "front", -1), own);
  expect(moved.groups?.map(({ id }) => id)).toEqual(["front", "back"]);
  expect(ids(linesOf(moved))).toBe("ftp docs front web back api");
});

test("a service can go to every place but its own, within its group where the groups are not the page's", () => {
  const labels = (lines: PageLine[], id: string) => placesFor(lines, id).map(({ label }) => label);
  expect(labels(linesOf(common), "api")).toEqual(["First in core"]);
  expect(labels(linesOf(common), "docs")).toEqual([]);
  expect(labels(linesOf(own), "api")).toEqual([
    "At the top",
    "Below ftp",
    "Below docs",
    "First in Front",
    "Below web",
  ]);
  expect(ids(moveBelow(linesOf(own), "api", "web"))).toBe("ftp docs back front web api");
  expect(ids(moveBelow(linesOf(own), "api", null))).toBe("api ftp docs back front web");
});

test("a service is called and hidden as its setting says, and what is as usual is not said", () => {
  const named = withSetting(
    common,
    setting("api", { displayName: "Interface", onlyWhenNotOperational: true }),
  );
  expect(lineOf(linesOf(named), "api")?.name).toBe("Interface");
  expect(withSetting(named, setting("api"))).toEqual(common);
});

test("services that go take their settings along; a group that goes leaves its services", () => {
  expect(choose(own, ["api", "docs"]).serviceSettings).toEqual([setting("api", { groupId: "back" })]);
  const without = withoutGroup(own, "back");
  expect(ids(linesOf(without))).toBe("ftp docs api front web");
  expect(without.serviceSettings).toEqual([setting("web", { groupId: "front" })]);
});
