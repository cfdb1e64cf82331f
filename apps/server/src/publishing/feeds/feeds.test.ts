import { extractFromJson, extractFromXml } from "@extractus/feed-extractor";
import type { Story } from "@fanal/contract/snapshot";
import { XMLValidator } from "fast-xml-parser";
import ICAL from "ical.js";
import RssParser from "rss-parser";
import { describe, expect, test } from "vitest";
import { type KeptStory, noStories, type PageStories } from "../page-stories.ts";
import { maintenanceStory, publishedPage, resolvedStory } from "../snapshot.fixture.ts";
import { type FeedKind, feedKinds, feeds, writeFeed } from "./index.ts";

/** What people might type to break out of a feed, or to make a program do something. */
const hostile = [
  "]]> <b>bold</b>",
  "<script>alert(1)</script>",
  "&amp; &lt; & <",
  '=HYPERLINK("https://evil.example","click")',
  "a\r\nBEGIN:VEVENT\r\nUID:evil",
  "comma, semicolon; back\\slash",
  "\u0000\u0001\u0008\u000b\u001f\ufffe\uffff",
  "half a \ud83d pair",
  "مرحبا 日本語 🚒",
  "x".repeat(200),
];

const { snapshot } = publishedPage("acme", 1, "Acme");

function storiesOf(...all: Story[]): PageStories {
  const of = (kind: Story["kind"]) =>
    new Map<string, KeptStory>(all.filter((story) => story.kind === kind).map((story) => [story.id, story]));
  return { incident: of("incident"), maintenance: of("maintenance") };
}

interface Entry {
  id: string;
  title: string;
  url: string;
}

const usual = storiesOf(
  resolvedStory("one", "Nobody gets in"),
  { ...resolvedStory("two", "Slow answers"), updatedAt: "2026-11-21T08:00:00.000Z" },
  maintenanceStory("three", "New disks"),
);

/** Each kind of feed as a program that knows nothing of us reads it. */
const readers: Record<FeedKind, (text: string) => Promise<Entry[]>> = {
  atom: readXml,
  rss: readXml,
  json: async (text) => {
    const { entries = [] } = extractFromJson(JSON.parse(text), { descriptionMaxLen: 0 });
    return entries.map(({ id, title = "", link = "" }) => ({ id, title, url: link }));
  },
  calendar: async (text) => {
    const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent");
    return events.map((event) => {
      const { uid, summary } = new ICAL.Event(event);
      return { id: uid, title: summary, url: String(event.getFirstPropertyValue("url") ?? "") };
    });
  },
};

async function readXml(text: string): Promise<Entry[]> {
  expect(XMLValidator.validate(text)).toBe(true);
  // Two parsers that know nothing of each other have to find the same.
  const { items } = await new RssParser().parseString(text);
  // An Atom feed without entries is valid; the other parser takes it for none.
  if (items.length === 0) return [];
  const { entries = [] } = extractFromXml(text, { descriptionMaxLen: 0 });
  expect(entries.map(({ link }) => link)).toEqual(items.map(({ link }) => link));
  return items.map(({ guid, id, title = "", link = "" }) => ({ id: id ?? guid ?? "", title, url: link }));
}

describe.each(feedKinds)("a feed of the kind %s", (kind) => {
  const write = (stories: PageStories) => writeFeed(kind, snapshot, stories);
  const read = (stories: PageStories) => readers[kind](write(stories));

  test("tells of stories, newest first, with addresses that last", async () => {
    const entries = await read(usual);
    const titles = kind === "calendar" ? ["New disks"] : ["New disks", "Nobody gets in", "Slow answers"];
    expect(entries.map(({ title }) => title).toSorted()).toEqual(titles.toSorted());
    expect(entries[0]?.title).toBe("New disks");
    expect(entries[0]?.url).toBe("http://localhost:3000/status/acme/maintenances/three");
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    const named = kind === "calendar" ? /^three$/ : /^(tag:localhost,2005:|http:\/\/localhost:3000\/)/;
    for (const { id } of entries) expect(id).toMatch(named);
  });

  test("is made of the same bytes from the same data", () => {
    expect(write(usual)).toBe(write(structuredClone(usual)));
  });

  test("is valid when there is nothing to tell", async () => {
    expect(await read(noStories)).toEqual([]);
  });

  test("has fifty entries at most", async () => {
    const many = Array.from({ length: 60 }, (_, index) => maintenanceStory(`m${index}`, `Disk ${index}`));
    expect(await read(storiesOf(...many))).toHaveLength(50);
  });

  test.each(hostile)("stays itself whatever a title says: %j", async (title) => {
    const stories = storiesOf(resolvedStory("one", title), maintenanceStory("two", title));
    const entries = await read(stories);
    expect(entries).toHaveLength(kind === "calendar" ? 1 : 2);
    const words = title.match(/\p{L}{3,}/gu) ?? [];
    for (const entry of entries) {
      expect(entry.id).not.toBe("evil");
      for (const word of words.slice(0, 1)) expect(entry.title).toContain(word);
    }
  });
});

test("readers find the state of a story in its first strong words", async () => {
  const { items } = await new RssParser().parseString(writeFeed("atom", snapshot, usual));
  const states = items.map(({ content = "" }) => /<strong>([^<]*)<\/strong>/.exec(content)?.[1]);
  expect(states).toContain("Resolved");
  expect(states).toContain("Scheduled");
});

describe("the calendar", () => {
  const eventsIn = (stories: PageStories) =>
    new ICAL.Component(ICAL.parse(writeFeed("calendar", snapshot, stories))).getAllSubcomponents("vevent");
  const valueIn = (event: ICAL.Component | undefined, name: string) =>
    String(event?.getFirstPropertyValue(name));

  test("has each window as the moment that it is, in every zone", () => {
    const [event] = eventsIn(storiesOf(maintenanceStory("one")));
    expect(valueIn(event, "dtstart")).toBe("2026-11-25T02:00:00Z");
    expect(valueIn(event, "dtend")).toBe("2026-11-25T04:00:00Z");
    expect(valueIn(event, "status")).toBe("CONFIRMED");
    expect(valueIn(event, "sequence")).toBe("3");
  });

  test("keeps the name of a window whatever becomes of it, and raises its sequence", () => {
    const before = eventsIn(storiesOf(maintenanceStory("one")))[0];
    const canceled = eventsIn(storiesOf({ ...maintenanceStory("one"), status: "canceled", sequence: 4 }))[0];
    expect(valueIn(canceled, "uid")).toBe(valueIn(before, "uid"));
    expect(valueIn(canceled, "status")).toBe("CANCELLED");
    expect(valueIn(canceled, "sequence")).toBe("4");
  });

  test("keeps the name of a window when the page moves to another host", () => {
    const stories = storiesOf(maintenanceStory("one"));
    const moved = { ...snapshot, page: { ...snapshot.page, url: "https://status.acme.example" } };
    const [event] = new ICAL.Component(ICAL.parse(writeFeed("calendar", moved, stories))).getAllSubcomponents(
      "vevent",
    );
    expect(valueIn(event, "url")).toBe("https://status.acme.example/maintenances/one");
    expect(valueIn(event, "uid")).toBe(valueIn(eventsIn(stories)[0], "uid"));
  });

  test("says of a maintenance that was deleted that it is off, and nothing else", () => {
    const kept: KeptStory = {
      kind: "canceled_window",
      id: "one",
      startsAt: "2026-11-25T02:00:00.000Z",
      endsAt: "2026-11-25T04:00:00.000Z",
      sequence: 4,
      canceledAt: "2026-11-21T10:00:00.000Z",
    };
    const stories = { incident: new Map(), maintenance: new Map([["one", kept]]) };
    const [event] = eventsIn(stories);
    expect(valueIn(event, "uid")).toBe(valueIn(eventsIn(storiesOf(maintenanceStory("one")))[0], "uid"));
    expect(valueIn(event, "status")).toBe("CANCELLED");
    for (const kind of feedKinds) expect(writeFeed(kind, snapshot, stories)).not.toContain("New disks");
  });
});

test("each feed has an address of its own", () => {
  expect(new Set(feedKinds.map((kind) => feeds[kind].path)).size).toBe(feedKinds.length);
});
