import { expect, test } from "vitest";
import { previewMarkdown, renderMarkdown } from "./markdown.ts";

const payloads = [
  "<script>alert(1)</script>",
  "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
  "<scr<script>ipt>alert(1)</scr</script>ipt>",
  "<img src=x onerror=alert(1)>",
  "<svg onload=alert(1)>",
  "<svg><script>alert(1)</script></svg>",
  "<svg/onload=alert(1)//",
  "<math><a xlink:href=javascript:alert(1)>x</a></math>",
  "<iframe src=javascript:alert(1)></iframe>",
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  "<object data=javascript:alert(1)>",
  "<embed src=javascript:alert(1)>",
  "<link rel=stylesheet href=//evil.example/x.css>",
  "<style>@import '//evil.example'</style>",
  '<style>*{background:url("javascript:alert(1)")}</style>',
  "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
  "<base href=//evil.example/>",
  "<form action=javascript:alert(1)><button>x</button></form>",
  "<details open ontoggle=alert(1)>x</details>",
  "<video><source onerror=alert(1)></video>",
  "<body onload=alert(1)>",
  "<a href='javascript:alert(1)'>x</a>",
  '<b onmouseover="alert(1)">x</b>',
  "<template><script>alert(1)</script></template>",
  "</p></div></main><script>alert(1)</script>",
  "--><script>alert(1)</script><!--",
  "<![CDATA[<script>alert(1)</script>]]>",
  "<noscript><p title='</noscript><script>alert(1)</script>'>",
  "[x](javascript:alert(1))",
  "[x](JaVaScRiPt:alert(1))",
  "[x](java\tscript:alert(1))",
  "[x](&#106;avascript:alert(1))",
  "[x](&#x6A;avascript&colon;alert(1))",
  "[x](\u0001javascript:alert(1))",
  "[x](vbscript:msgbox(1))",
  "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
  "[x](file:///etc/passwd)",
  "<javascript:alert(1)>",
  "[x]: javascript:alert(1)\n\n[x]",
  "![x](javascript:alert(1))",
  "![x](https://evil.example/pixel.png)",
  '![x](x "onerror=alert(1)")',
  '[x](https://a.example/"onmouseover=alert(1)//)',
  "`<script>alert(1)</script>`",
  "```html\n<script>alert(1)</script>\n```",
  "| <img src=x onerror=alert(1)> |\n| --- |\n| <script>alert(1)</script> |",
  "[^1]\n\n[^1]: <script>alert(1)</script>",
  "# <img src=x onerror=alert(1)>",
];

const safeTags = /^(a|blockquote|br|code|del|em|h4|hr|li|ol|p|pre|strong|table|tbody|td|th|thead|tr|ul)$/;
const safeAttributes: Record<string, RegExp> = {
  href: /^(https?:\/\/|mailto:|#|\/|[^:]*$)/,
  rel: /^nofollow noopener$/,
  align: /^(left|right|center)$/,
};

test.each(payloads)("%j becomes HTML that runs and loads nothing", async (payload) => {
  const html = await renderMarkdown(payload);
  // What is made by the stringifier is regular: every `<` begins a tag, every attribute value is quoted.
  for (const [, name = "", attributes = ""] of html.matchAll(/<\/?([^\s>/]*)((?:[^>"]|"[^"]*")*)>/g)) {
    expect(name).toMatch(safeTags);
    for (const [, attribute = "", value = ""] of attributes.matchAll(/([^\s="]+)(?:="([^"]*)")?/g)) {
      expect(Object.keys(safeAttributes)).toContain(attribute);
      expect(value).toMatch(safeAttributes[attribute] ?? /^$/);
    }
  }
});

test("what people write to say what is broken comes through", async () => {
  const html = await renderMarkdown(
    "**API** errors, see [the report](https://acme.example/r).\n\n1. `GET /v1`\n2. ~~Website~~\n\n| a |\n|--|\n| b |",
  );
  expect(html).toContain("<strong>API</strong>");
  expect(html).toContain('<a href="https://acme.example/r" rel="nofollow noopener">the report</a>');
  expect(html).toContain("<li><code>GET /v1</code></li>");
  expect(html).toContain("<del>Website</del>");
  expect(html).toContain("<td>b</td>");
});

test("a heading comes below those of the page, whatever its level", async () => {
  expect(await renderMarkdown("# Cause\n\n###### Detail")).toBe("<h4>Cause</h4>\n<h4>Detail</h4>");
});

test.each([
  ["nested deeper than a stack", ">".repeat(25_000)],
  ["made to keep the parser busy", "*a_ ".repeat(6_250)],
])("a text %s is shown as it was typed, and holds nobody else up", async (_how, text) => {
  const gap = longestGap();
  const html = await renderMarkdown(text);
  expect(html).toBe(`<p>${text.replaceAll(">", "&gt;")}</p>`);
  expect(await renderMarkdown("still *here*")).toBe("<p>still <em>here</em></p>");
  expect(gap.stop()).toBeLessThan(500);
});

/** Different texts that each keep the parser busy for longer than anybody waits. */
function badTexts(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${index} ${"*a_ ".repeat(6_000)}`);
}

test("however many bad texts are previewed, messages do not wait for them, and previews in excess are refused", async () => {
  await previewMarkdown("the thread is there");
  const shown = Promise.allSettled(badTexts(30).map((text) => previewMarkdown(text)));
  const asked = performance.now();
  expect(await renderMarkdown("a *message*")).toBe("<p>a <em>message</em></p>");
  expect(performance.now() - asked).toBeLessThan(4_000);
  const refused = (await shown).filter(({ status }) => status === "rejected");
  expect(refused.length).toBeGreaterThan(5);
});

test("a message does not wait for bad ones before it for longer than a transaction may", async () => {
  const bad = badTexts(12).map((text) => renderMarkdown(text));
  const asked = performance.now();
  const waited = await renderMarkdown("another *message*");
  expect(performance.now() - asked).toBeLessThan(8_000);
  expect(waited).toBe("<p>another *message*</p>");
  await Promise.all(bad);
  // It was shown as it was typed for that once only.
  expect(await renderMarkdown("another *message*")).toBe("<p>another <em>message</em></p>");
});

/** Measures how long this thread was kept from running a timer, in milliseconds. */
function longestGap(): { stop: () => number } {
  let last = performance.now();
  let longest = 0;
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 10);
  return {
    stop: () => {
      clearInterval(timer);
      return longest;
    },
  };
}
