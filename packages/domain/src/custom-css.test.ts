import fc from "fast-check";
import { expect, test } from "vitest";
import { customCssProblem } from "./custom-css.ts";

test.each([
  "",
  ":root { --primary: #0a7; } .service:hover { text-decoration: underline }",
  '.logo::before { content: "→ \\2192"; }',
  ".a { background: url(data:image/png;base64,iVBORw0KGgo=) }",
  '.a { background: URL( "data:image/svg+xml,%3Csvg%3E" ); clip-path: url(#cut) }',
  "@media (width <= 600px) { .a { display: none } }",
  "/* as on https://acme.example/brand */ .a { color: red }",
  ".curl(…) {} .my-source { color: blue }",
  "a[href^='https://acme.example'] { color: green }",
])("%j is taken", (css) => {
  expect(customCssProblem(css)).toBeNull();
});

test.each([
  "</style><script>alert(1)</script>",
  "</STYLE >",
  "<!-- a -->",
  "@import 'https://evil.example/x.css';",
  "@IMPORT url(x)",
  "@\\69mport 'x'",
  "@\\000069 mport 'x'",
  "@im/**/port 'x'; @import/**/'y'",
  "a[href^='a'] { background: url(https://evil.example/a) }",
  "a { background: url('//evil.example') }",
  "a { background: url(  /status/other/badge.svg ) }",
  "a { background: u\\72l(https://evil.example) }",
  "a { background: u\\\nrl(https://evil.example) }",
  "a { background: x\\\nurl(https://evil.example) }",
  "a { background: image-set('https://evil.example/a' 1x) }",
  "a { background: -webkit-image-set('https://evil.example/a' 1x) }",
  "a { background: src('https://evil.example') }",
  "a { cursor: url(javascript:alert(1)), auto }",
  "a { background: url(data:text/html,x) }",
  "a { background: url(data:image/png,/*); } b { background: url(//evil.example) } /**/",
  "a { content: '/*'; } b { background: url(//evil.example) } /**/",
  "@font-face { font-family: x; src: url(https://evil.example/x.woff2) }",
  "@font-face { font-family: x; src: local(x) }",
])("%j is refused with words", (css) => {
  expect(customCssProblem(css)).toMatch(/^.{20,}\.$/s);
});

test("however it is written, a sheet that is taken names no address", () => {
  const piece = fc.constantFrom(
    "url(",
    "u\\72l(",
    "'",
    '"',
    "/*",
    "*/",
    "https://evil.example",
    ")",
    ";",
    "{",
    "}",
    "\\",
    "\n",
    "@import ",
    "data:image/png,",
    "#",
    " ",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const css = pieces.join("");
      if (customCssProblem(css) !== null) return;
      const read = css.replaceAll("u\\72l(", "url(");
      for (const one of [read, read.replace(/\/\*[\s\S]*?(\*\/|$)/g, "")]) {
        // Behind an escaped letter, `url(` is the end of another name.
        expect(one).not.toMatch(/(?<![\w-]|[\w-]\\)url\(\s*["']?\s*https:|@import/);
      }
    }),
    { numRuns: 50_000 },
  );
});
