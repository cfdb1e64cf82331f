import type { MaintenanceSummary } from "@fanal/contract";
import { expect, it } from "vitest";
import { foldSeries } from "./fold-series.ts";

const at = "2026-11-10T02:00:00Z";

function maintenance(id: string, series: string | null, isDetached = false): MaintenanceSummary {
  return {
    id,
    title: id,
    status: "scheduled",
    serviceIds: [],
    startsAt: at,
    endsAt: at,
    localStart: "2026-11-10T02:00",
    localEnd: "2026-11-10T04:00",
    timeZone: "Etc/UTC",
    startsAutomatically: true,
    finishesAutomatically: true,
    notifiesAutomatically: true,
    startedAt: null,
    finishedAt: null,
    series: series === null ? null : { id: series, rrule: "FREQ=WEEKLY", isDetached },
    latestUpdate: null,
    version: 1,
    createdAt: at,
    updatedAt: at,
  };
}

const listed = [
  maintenance("once", null),
  maintenance("weekly 1", "weekly"),
  maintenance("daily 1", "daily"),
  maintenance("weekly 2", "weekly"),
  maintenance("weekly 3", "weekly", true),
  maintenance("weekly 4", "weekly"),
];
const shown = (opened: string[]) =>
  foldSeries(listed, new Set(opened)).map(({ maintenance: { id }, folded }) => `${id}, ${folded}`);

it("of a series the next one stands for those after it, but for one that was changed on its own", () => {
  expect(shown([])).toEqual(["once, 0", "weekly 1, 2", "daily 1, 0", "weekly 3, 0"]);
});

it("an opened series shows each of its maintenances in their order", () => {
  expect(shown(["weekly"])).toEqual(listed.map(({ id }) => `${id}, 0`));
});
