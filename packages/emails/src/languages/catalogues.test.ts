import { languages } from "@fanal/domain";
import { catalogueFaults } from "@fanal/testing/catalogue-faults";
import { expect, test } from "vitest";
import { catalogues } from "./catalogues.ts";

test.each(languages)("mails say everything in %s", (tag) => {
  expect(catalogueFaults(catalogues[tag], catalogues.en, tag)).toEqual([]);
});
