import ical, { ICalEventBusyStatus, ICalEventStatus } from "ical-generator";
import type { Feed } from "./feed.ts";

/**
 * RFC 5545: the windows of maintenances, in UTC, which every calendar shows in its owner's zone. They are told apart by
 * nothing but their ids, as RFC 7986 has it: a page may move to another host, and nobody shall have them twice.
 */
export const calendar: Feed = {
  path: "maintenance.ics",
  contentType: "text/calendar; charset=utf-8",
  tells: ({ kind }) => kind === "maintenance",
  write: ({ url, titles, entries, canceled }) => {
    const calendar = ical({
      name: titles.calendar,
      url,
      prodId: { company: "Fanal", product: "Status page", language: "EN" },
    });
    for (const { story, words, url, updatedAt } of entries) {
      if (story.kind !== "maintenance") continue;
      calendar.createEvent({
        id: story.id,
        sequence: story.sequence,
        status: story.status === "canceled" ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
        // It happens beside the day of whoever has it in the calendar.
        busystatus: ICalEventBusyStatus.FREE,
        start: new Date(story.startsAt),
        end: new Date(story.endsAt),
        summary: words.title,
        description: words.text,
        url,
        stamp: updatedAt,
        lastModified: updatedAt,
      });
    }
    for (const { id, startsAt, endsAt, sequence, canceledAt } of canceled) {
      calendar.createEvent({
        id,
        sequence,
        status: ICalEventStatus.CANCELLED,
        busystatus: ICalEventBusyStatus.FREE,
        start: new Date(startsAt),
        end: new Date(endsAt),
        // Nobody may be told any more what it was.
        summary: titles.calendar,
        stamp: new Date(canceledAt),
      });
    }
    return calendar.toString();
  },
};
