import { defaultLook } from "@fanal/domain";
import { expect, test } from "vitest";
import { lookStyle } from "./look.ts";
import { contentSecurityPolicy, renderNotFound, renderPage } from "./render.tsx";
import { snapshot } from "./testing/snapshots.ts";

const english = { language: "en", base: "" } as const;

test("a page that looks as Fanal does has one style", () => {
  expect(lookStyle({ look: defaultLook, customCss: "" })).toBe("");
  expect(renderPage(snapshot(), english).match(/<style>/g)).toHaveLength(1);
});

test("corners, width and accent are set in both themes, the accent so that it can be read", () => {
  const style = lookStyle({
    look: { ...defaultLook, accent: "#ffee00", radius: "large", width: "wide" },
    customCss: "",
  });
  expect(style).toContain("--card-radius:18px;");
  expect(style).toContain("--page-width:68rem;");
  // Yellow cannot be read on white; in the dark it can.
  expect(style).not.toMatch(/^[^@]*--primary:#ffee00/);
  expect(style).toMatch(/\[data-theme=dark\]\{--primary:#ffee00/);
});

test.each(["</style><script>alert(1)</script>", "a{}</STYLE ><img src=x onerror=alert(1)>", "<!--</style>"])(
  "custom CSS cannot end its element: %s",
  (customCss) => {
    const html = renderPage(snapshot({ page: { customCss } }), english);
    expect(html.match(/<\/style/gi)).toHaveLength(2);
    // What is left inside of a style element is no markup.
    const markup = html.replaceAll(/<style>[\s\S]*?<\/style>/g, "");
    expect(markup.match(/<script/g)).toHaveLength(3);
    expect(markup).not.toContain("alert");
  },
);

test("custom CSS is allowed by its hash, loads nothing from elsewhere, and is on no page but its own", () => {
  const page = snapshot({ page: { customCss: "h1{color:red}" } });
  const policy = contentSecurityPolicy(page);
  expect(policy.match(/style-src ([^;]*)/)?.[1]?.split(" ")).toHaveLength(2);
  expect(policy).toMatch(/default-src 'none'.*img-src 'self' data:/);
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  expect(contentSecurityPolicy(null)).not.toBe(policy);
  expect(renderNotFound("en").match(/<style>/g)).toHaveLength(1);
});

test("a logo for each theme is drawn with the page's name, from the page's own address", () => {
  const images = [
    { kind: "logo_light", path: "images/a.webp", width: 640, height: 128 },
    { kind: "logo_dark", path: "images/b.webp", width: 640, height: 128 },
    { kind: "favicon", path: "images/c.png", width: 32, height: 32 },
  ] as const;
  const html = renderPage(snapshot({ page: { images: [...images] } }), english);
  expect(html).toContain('<img class="on-light" src="images/a.webp" alt="Acme" height="32" width="160"/>');
  expect(html).toContain('<img class="on-dark" src="images/b.webp" alt="Acme" height="32" width="160"/>');
  expect(html).toContain('<link rel="icon" href="images/c.png"/>');
});

test("header links and the footer are the operator's words, and links lead where they say", () => {
  const look = {
    ...defaultLook,
    headerLinks: [{ label: "Support <b>", url: "https://acme.example/help?a=1&b=2" }],
    footerText: "Acme GmbH\n<script>",
  };
  const html = renderPage(snapshot({ page: { look } }), english);
  expect(html).toContain(
    '<a href="https://acme.example/help?a=1&amp;b=2" rel="noopener" dir="auto">Support &lt;b&gt;</a>',
  );
  expect(html).toContain("Acme GmbH\n&lt;script&gt;");
});

test("a page that hides from search says so, and one that not everybody may see does too", () => {
  const robots = '<meta name="robots" content="noindex"/>';
  expect(renderPage(snapshot(), english)).not.toContain(robots);
  expect(renderPage(snapshot({ page: { hidesFromSearch: true } }), english)).toContain(robots);
  expect(renderPage(snapshot({ page: { visibility: "password" } }), english)).toContain(robots);
});

test("what search engines read cannot end its element", () => {
  const html = renderPage(snapshot({ page: { name: "</script><script>alert(1)</script>" } }), english);
  expect(html.match(/<\/script/g)).toHaveLength(3);
  const [, data = ""] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(html) ?? [];
  expect(JSON.parse(data)).toMatchObject({ isPartOf: { name: "</script><script>alert(1)</script>" } });
});

test("a page whose own address is not whole promises none", () => {
  const html = renderPage(snapshot({ page: { url: "/status/acme" } }), { ...english, base: "/status/acme" });
  expect(html).toContain('<link rel="canonical" href="/status/acme"/>');
  expect(html).not.toContain("og:url");
  expect(html).not.toContain("ld+json");
});
