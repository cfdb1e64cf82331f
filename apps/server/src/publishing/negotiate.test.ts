import { expect, test } from "vitest";
import { acceptedEncodings } from "./negotiate.ts";

test.each([
  [undefined, ["identity"]],
  ["", ["identity"]],
  ["gzip, deflate, br, zstd", ["brotli", "gzip", "identity"]],
  ["gzip, deflate", ["gzip", "identity"]],
  ["x-gzip", ["gzip", "identity"]],
  ["BR", ["brotli", "identity"]],
  ["br;q=0, gzip;q=0.5", ["gzip", "identity"]],
  ["br; q=0.000", ["identity"]],
  ["*", ["brotli", "gzip", "identity"]],
  ["*;q=0, gzip", ["gzip", "identity"]],
  ["zstd", ["identity"]],
  ["br;q=nonsense", ["identity"]],
  [";;,,q=1;br", ["identity"]],
])("%j takes %j", (header, encodings) => {
  expect(acceptedEncodings(header)).toEqual(encodings);
});

test("a thousand made-up headers are answered, and answered right", () => {
  for (let number = 0; number < 1_000; number++) {
    expect(acceptedEncodings(`br, made-up-${number}`)).toEqual(["brotli", "identity"]);
  }
});
