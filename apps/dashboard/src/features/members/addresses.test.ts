import { expect, it } from "vitest";
import { addressesIn, oddPartsIn } from "./addresses.ts";

it.each([
  ["mara@acme.example", ["mara@acme.example"]],
  [
    "mara@acme.example, nils@acme.example;\n jo@acme.example",
    ["mara@acme.example", "nils@acme.example", "jo@acme.example"],
  ],
  ['Mara Ilves <Mara@Acme.example>, "Nils" <nils@acme.example>', ["mara@acme.example", "nils@acme.example"]],
  ["mara@acme.example mara@acme.example", ["mara@acme.example"]],
  ["ask (mara@acme.example).", ["mara@acme.example"]],
  ["", []],
])("finds the addresses in %j", (text, addresses) => {
  expect(addressesIn(text)).toEqual(addresses);
});

it("names what is no address", () => {
  expect(oddPartsIn("mara@acme.example, nils, Jo Park <jo@acme.example>\nacme.example")).toEqual([
    "nils",
    "acme.example",
  ]);
});
