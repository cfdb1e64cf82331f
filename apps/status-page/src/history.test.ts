import { languages } from "@fanal/domain";
import { expect, test } from "vitest";
import { catalogues } from "./messages/catalogues.ts";
import type { MessageKey } from "./messages/en.ts";
import { renderHistory, renderService, renderStory } from "./render.tsx";
import { scenes, stories } from "./testing/scenes.ts";

const english = { language: "en", base: "/status/acme" } as const;
const history = (month: string | null) => renderHistory(scenes.partial, stories, month, english);

test("the newest history shows this month and the two before, newest first, and what is planned", () => {
  const html = history(null);
  const heads = [...html.matchAll(/<h2>([^<]+)<\/h2>/g)].map(([, text]) => text);
  expect(heads).toEqual(["Planned", "November 2025", "October 2025", "September 2025"]);
  expect(html).toContain("Upgrade of the database to version 18");
  expect(links(html)).toEqual({ Earlier: "history/2025-08" });
});

test("an older history leads back and forth, and plans nothing", () => {
  expect(links(history("2025-08"))).toEqual({
    Earlier: "history/2025-05",
    Later: "history",
    Newest: "history",
  });
  expect(links(history("2025-05"))).toEqual({
    Earlier: "history/2025-02",
    Later: "history/2025-08",
    Newest: "history",
  });
  expect(history("2025-08")).not.toContain("Planned");
  expect(history("2025-08")).toContain("No incidents and no maintenance.");
});

test("a calendar marks each day with the worst that happened, and leads to it", () => {
  const html = history(null);
  const marks = [
    ...html.matchAll(/<a href="([^"]+)"><svg[^>]*data-status="(\w+)"[^>]*width="12".*?<\/svg>(\d+)<\/a>/g),
  ].map(([, href, status, day]) => `${day} ${status} ${href}`);
  expect(marks).toEqual([
    "3 major_outage history#day-2025-10-03",
    // It lasted until after midnight in Berlin, and stands under the day on which it began.
    "4 major_outage history#day-2025-10-03",
    "12 degraded_performance history#day-2025-11-12",
    "14 under_maintenance history#day-2025-11-14",
    "21 degraded_performance history#day-2025-11-21",
    "22 partial_outage history#day-2025-11-22",
    "25 under_maintenance maintenances/id-Upgrade-of-the-database-to-version-18",
  ]);
  for (const [, id = ""] of html.matchAll(/href="history#([^"]+)"/g)) expect(html).toContain(`id="${id}"`);
  expect(html).toContain('<td aria-current="date"><a href="history#day-2025-11-22">');
});

test("weeks begin as the language has it", () => {
  const first = (language: "en" | "pt-BR" | "ja") =>
    /<th scope="col" abbr="([^"]+)"/.exec(
      renderHistory(scenes.fine, [], null, { ...english, language }),
    )?.[1];
  expect(first("en")).toBe("Monday");
  expect(first("pt-BR")).toBe("domingo");
  expect(first("ja")).toBe("日曜日");
});

test("a story has a link for each update that leads to it on its own page", () => {
  const story = stories.find(({ title }) => title === "Webhook deliveries delayed");
  if (!story) throw new Error("The story is missing.");
  const html = renderStory(scenes.partial, story, english);
  for (const { id } of story.updates) {
    expect(html).toContain(`<li id="update-${id}">`);
    expect(html).toContain(`href="incidents/${story.id}#update-${id}"`);
  }
});

test("each update of a story says what it made of services, in every language", () => {
  const story = stories.find(({ title }) => title === "Webhook deliveries delayed");
  if (!story) throw new Error("The story is missing.");
  for (const language of languages) {
    const html = renderStory(scenes.partial, story, { ...english, language });
    const set = (id: string) => {
      const [, update = ""] = html.split(`<li id="update-${id}">`);
      const [own = ""] = update.split('<li id="update-');
      return [...own.matchAll(/<span>(<bdi>.*?)<\/span>/g)].map(([, told = ""]) => told);
    };
    const words = (service: string, status: MessageKey) =>
      catalogues[language]["timeline.now"]
        .replace("{service}", `<bdi>${service}</bdi>`)
        .replace("{status}", catalogues[language][status]);
    expect(set("w1")).toEqual([words("Webhooks", "status.partial_outage")]);
    expect(set("w2")).toEqual([]);
    expect(set("w3")).toEqual([words("Dashboard", "status.degraded_performance")]);
  }
});

test("a service shows its days with trouble as a table, and its own stories only", () => {
  const html = renderService(scenes.partial, "id-Search", stories, english) ?? "";
  const rows = [...html.matchAll(/<tr id="day-([\d-]+)">/g)].map(([, date]) => date);
  expect(rows).toEqual(["2025-11-12", "2025-10-04", "2025-10-03"]);
  expect(html).toContain("Search returned nothing");
  expect(html).not.toContain("Webhook deliveries delayed");
});

test("the table of a service says of which days nothing is known, also where nothing was wrong", () => {
  const rowsOf = (days: string) => {
    const [known] = scenes.fine.groups.flatMap(({ services }) => services);
    if (known === undefined) throw new Error("The scene has no service.");
    const service = { ...known, history: { ...known.history, days, troubles: [] } };
    const groups = scenes.fine.groups.map((group) => ({ ...group, services: [service] }));
    const html = renderService({ ...scenes.fine, groups }, service.id, [], english) ?? "";
    return [...html.matchAll(/<tr><th scope="row">(.*?)<\/th><td>(.*?)<\/td>/g)].map(([, ...cells]) => cells);
  };
  expect(rowsOf("o".repeat(90))).toEqual([]);
  expect(rowsOf(`${"-".repeat(60)}${"o".repeat(30)}`)).toEqual([[expect.stringMatching(/ – /), "No data"]]);
  expect(rowsOf("-".repeat(90))).toHaveLength(1);
});

test("work that repeats leaves room for what happened: beyond the next three, plans are folded", () => {
  const planned = stories.find(({ kind, title }) => kind === "maintenance" && title.startsWith("Upgrade"));
  if (planned?.kind !== "maintenance") throw new Error("Nothing is planned.");
  const [service] = planned.services;
  const weekly = Array.from({ length: 5 }, (_, week) => ({
    ...planned,
    id: `week-${week}`,
    startsAt: new Date(Date.parse(planned.startsAt) + week * 7 * 86_400_000).toISOString(),
  })).toReversed();
  const [past] = stories.filter(({ kind }) => kind === "incident");
  if (!past || !service) throw new Error("Nothing happened.");
  const all = [...weekly, { ...past, services: [{ ...service, status: "major_outage" as const }] }];
  const pages = [
    renderHistory(scenes.partial, all, null, english),
    renderService(scenes.partial, service.id, all, english) ?? "",
  ];
  for (const html of pages) {
    const [above = "", folded = ""] = html.split("<summary>and 2 more</summary>");
    const ids = (part: string) => [...part.matchAll(/data-key="\w+-(week-\d)"/g)].map(([, id]) => id);
    expect(ids(above)).toEqual(["week-0", "week-1", "week-2"]);
    expect(ids(folded)).toEqual(["week-3", "week-4"]);
    expect(folded).toContain(past.title);
  }
});

test("a service that the page does not show has no document", () => {
  expect(renderService(scenes.partial, "id-Secret", stories, english)).toBeNull();
});

/** The links between months, by their words. */
function links(html: string): Record<string, string> {
  const [nav = ""] = /<nav class="months".*?<\/nav>/.exec(html) ?? [];
  return Object.fromEntries(
    [...nav.matchAll(/<a href="([^"]+)"[^>]*>([^<]+)<\/a>/g)].map(([, href, text]) => [text, href]),
  );
}

test("the page of a service tells its uptime, how it is computed, and the intervals behind it", () => {
  const [service] = scenes.partial.groups.flatMap(({ services }) => services);
  if (service === undefined) throw new Error("The scene has no services");
  const told = {
    ...service,
    history: {
      ...service.history,
      periods: { day: 0.5, week: 0.99999, month: 1, year: null },
      intervals: [
        { status: "partial_outage" as const, from: "2025-11-22T13:05:00.000Z", to: null, correction: null },
        {
          status: "operational" as const,
          from: "2025-11-21T10:00:00.000Z",
          to: "2025-11-21T11:00:00.000Z",
          correction: "A probe was <broken>.",
        },
        {
          status: "major_outage" as const,
          from: "2025-11-20T10:00:00.000Z",
          to: "2025-11-20T11:30:00.000Z",
          correction: null,
        },
      ],
    },
  };
  const [group] = scenes.partial.groups;
  if (group === undefined) throw new Error("The scene has no groups");
  const snapshot = { ...scenes.partial, groups: [{ ...group, services: [told] }] };
  const html = renderService(snapshot, service.id, [], english) ?? "";
  const shares = [...html.matchAll(/<dt>([^<]+)<\/dt><dd>([^<]+)<\/dd>/g)].map(([, of, share]) => [
    of,
    share,
  ]);
  expect(shares).toEqual([
    ["Today", "50.00%"],
    ["This week", "99.99%"],
    ["This month", "100%"],
    ["This year", "No data yet"],
  ]);
  expect(html).toContain("Partial outage: 30% of the time counts as downtime.");
  expect(html).toContain("Maintenance counts as up.");
  const rows = [...html.matchAll(/<tr><th scope="row">.*?<\/tr>/g)].map(([row]) => row);
  expect(rows.at(0)).toContain("since ");
  expect(rows.at(1)).toContain("Operational");
  expect(rows.at(1)).toContain("Corrected: <bdi>A probe was &lt;broken&gt;.</bdi>");
  expect(rows.at(2)).toContain("1h 30m");
  expect(rows.at(2)).not.toContain("Corrected");
});
