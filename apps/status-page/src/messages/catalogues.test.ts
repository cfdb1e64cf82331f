import { languages } from "@fanal/domain";
import { catalogueFaults } from "@fanal/testing/catalogue-faults";
import { expect, test } from "vitest";
import { catalogues } from "./catalogues.ts";
import { en } from "./en.ts";

const english: Record<string, string> = en;

test.each(languages)(
  "the catalogue of %s has every message, each with its variables and plural forms",
  (tag) => {
    expect(catalogueFaults(catalogues[tag], english, tag)).toEqual([]);
  },
);

test("a message that is missing, made up, or has other variables or too few plural forms is found", () => {
  const { "time.since": _, ...less } = catalogues.pl;
  const broken = {
    ...less,
    "time.sinse": "od {time}",
    "announce.resolved": "Rozwiązane: {name}.",
    "services.troubles": "{count, plural, one {# dzień} other {# dni}}",
    "services.days_ago": "{count} dni temu",
    "door.open": " ",
  };
  expect(catalogueFaults(broken, english, "pl").toSorted()).toEqual([
    "announce.resolved has the variables name instead of title",
    "door.open says nothing",
    "services.days_ago has no plural for count",
    "services.troubles has no form few, many for count",
    "time.since is missing",
    "time.sinse is unknown",
  ]);
});

test.each(languages.filter((tag) => tag !== "en"))("%s is not English", (tag) => {
  const words = Object.entries(catalogues[tag]);
  const same = words.filter(
    ([key, message]) => message === english[key] && /\p{L}{3}/u.test(message.replaceAll(/\{[^}]*\}/g, "")),
  );
  // "Details", "Maintenance", "Service": a few words are the same in some languages.
  expect(same.length).toBeLessThanOrEqual(12);
});
