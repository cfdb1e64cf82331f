import { limits } from "@fanal/contract";
import { expect, test } from "vitest";
import { beginningOf, readCsv, rowsIn } from "./read-csv.ts";

test("a file is read as UTF-8, and what is none as spreadsheets on Windows write it", async () => {
  expect(await readCsv(new File(["services\nKöln"], "a.csv"))).toBe("services\nKöln");
  expect(await readCsv(new File([new Uint8Array([0x4b, 0xf6, 0x6c, 0x6e])], "a.csv"))).toBe("Köln");
});

test("the beginning of a file ends with a whole line, and a short file is its own beginning", () => {
  expect(beginningOf("email\na@acme.example")).toBe("email\na@acme.example");
  const long = beginningOf("a@acme.example\n".repeat(20_000));
  expect(long.length).toBeLessThanOrEqual(limits.importPreview);
  expect(long.endsWith("a@acme.example\n")).toBe(true);
  expect(beginningOf("x".repeat(limits.importPreview + 1))).toHaveLength(limits.importPreview);
});

test("rows are counted without the header, empty lines, and line ends between quotes", () => {
  expect(rowsIn("")).toBe(0);
  expect(rowsIn("email\n")).toBe(0);
  expect(rowsIn("email\na@acme.example\nb@acme.example")).toBe(2);
  expect(rowsIn("email\r\na@acme.example\r\n\r\n  \r\nb@acme.example\r\n")).toBe(2);
  expect(rowsIn('email,services\na@acme.example,"API;\nWebsite ""new"""\nb@acme.example,')).toBe(2);
  expect(rowsIn(`email\n${"a@acme.example\n".repeat(100_000)}`)).toBe(100_000);
});
