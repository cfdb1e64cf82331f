import { JSDOM } from "jsdom";
import { expect, test } from "vitest";
import { sanitizeSvg, UnusableSvgError } from "./svg-sanitizer.ts";

const xlink = 'xmlns:xlink="http://www.w3.org/1999/xlink"';
const html = 'xmlns:html="http://www.w3.org/1999/xhtml"';

/** A drawing with a red square beside whatever else it is to hold. */
function drawing(inside: string, attributes = ""): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" ${xlink} viewBox="0 0 40 20" ${attributes}><rect width="9" height="9" fill="red"/>${inside}</svg>`;
}

const stripped = {
  "a script": drawing("<script>alert(1)</script>"),
  "a script that is loaded": drawing('<script href="https://evil.example/x.js"/>'),
  "a script of XHTML": drawing(`<html:script ${html}>alert(1)</html:script>`),
  "a script in a CDATA section": drawing("<script><![CDATA[alert(1)]]></script>"),
  "a handler on the root": drawing("", 'onload="alert(1)"'),
  "a handler on a part": drawing('<circle r="1" onclick="alert(1)" onmouseover="alert(2)"/>'),
  "HTML inside": drawing(
    '<foreignObject width="9" height="9"><iframe xmlns="http://www.w3.org/1999/xhtml" src="https://evil.example"/></foreignObject>',
  ),
  "a link that runs": drawing('<a href="javascript:alert(1)"><rect width="1" height="1"/></a>'),
  "a link that leads away": drawing('<a xlink:href="https://evil.example"><text>x</text></a>'),
  "a picture from elsewhere": drawing('<image href="https://evil.example/x.png" width="9" height="9"/>'),
  "a picture from elsewhere, the old way": drawing('<image xlink:href="//evil.example/x.png"/>'),
  "a picture that is a drawing again": drawing('<image href="data:image/svg+xml;base64,PHN2Zz48L3N2Zz4="/>'),
  "a part of another file": drawing('<use href="https://evil.example/x.svg#a"/>'),
  "a copy under a name in disguise": drawing('<g id="vil"/><use href="#%76il"/>'),
  "a style in disguise": drawing('<rect style="fill:u\\72l(//evil.example/a)" width="1" height="1"/>'),
  "a part of a file of ours": drawing('<use xlink:href="/status/acme#x"/>'),
  "a fill from elsewhere": drawing('<rect fill="url(https://evil.example/x.svg#a)" width="1" height="1"/>'),
  "a style that loads": drawing('<rect style="background:url(//evil.example/a)" width="1" height="1"/>'),
  "a style that hides that it loads": drawing(
    '<rect style="fill:u\\72l(//evil.example/a) url(#a)" width="1" height="1"/>',
  ),
  "motion that sets a link": drawing(
    '<a id="x"><animate attributeName="href" values="javascript:alert(1)"/><set attributeName="href" to="javascript:alert(1)"/></a>',
  ),
  "a filter that loads": drawing('<filter id="f"><feImage href="https://evil.example/x.png"/></filter>'),
  "a sheet that is loaded": `<?xml-stylesheet href="https://evil.example/x.css"?>${drawing("")}`,
  "a base for its links": drawing("", 'xml:base="https://evil.example/"'),
  "an embedded page": drawing(
    `<html:embed ${html} src="https://evil.example"/><html:object ${html} data="x"/>`,
  ),
  sound: drawing(`<html:audio ${html} src="https://evil.example/x.mp3"/>`),
};

test.each(Object.entries(stripped))("%s is taken out, and the drawing stays", (_, text) => {
  const { svg } = sanitizeSvg(text);
  expect(svg).toContain("<rect");
  const { document } = new JSDOM(svg, { contentType: "image/svg+xml" }).window;
  expect(document.documentElement.namespaceURI).toBe("http://www.w3.org/2000/svg");
  for (const element of document.getElementsByTagName("*")) {
    expect(element.namespaceURI).toBe("http://www.w3.org/2000/svg");
    expect(element.localName).not.toMatch(/^(script|a|foreignObject|iframe|animate.*|set|feImage)$/);
    for (const { name, value } of element.attributes) {
      if (name.startsWith("xmlns")) continue;
      expect(name).not.toMatch(/^on|base$/);
      expect(value).not.toMatch(/evil|javascript|status|%|svg\+xml/);
    }
  }
});

/** Twenty parts, of which each draws the one before twice. */
function doubled(draw: (part: string, id: string) => string): string {
  return Array.from({ length: 20 }, (_, index) => draw(`p${index}`, `p${index + 1}`)).join("");
}

const refused = {
  "an entity that names a file": `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>${drawing("<text>&x;</text>")}`,
  "a billion laughs": `<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${drawing("<text>&b;</text>")}`,
  "an entity that nobody defined": drawing("<text>&x;</text>"),
  "a sheet that imports": drawing("<style>@import url(https://evil.example/x.css);</style>"),
  "a sheet that loads": drawing("<style>rect { fill: url(https://evil.example/x.svg#a) }</style>"),
  "a sheet that hides that it loads": drawing("<style>rect { fill: \\75 rl(//evil.example) }</style>"),
  "a sheet that loads a set": drawing('<style>rect { fill: image-set("https://evil.example/x" 1x) }</style>'),
  "copies of copies": drawing(
    doubled((part, id) => `<g id="${id}"><use href="#${part}"/><use xlink:href="#${part}"/></g>`),
  ),
  "many copies of much": drawing(
    `<g id="a">${"<rect/>".repeat(1_000)}</g>${'<use href="#a"/>'.repeat(1_000)}`,
  ),
  "patterns in patterns": drawing(
    doubled((part, id) => {
      const filled = `<rect fill="url(#${part})"/>`;
      return `<pattern id="${id}" width="1" height="1">${filled}${filled}</pattern>`;
    }),
  ),
  "masks in masks, by a sheet": drawing(
    `<style>rect { mask: url(#p19) }</style>${doubled((part, id) => {
      const masked = `<g style="mask:url( '#${part}' )"/>`;
      return `<mask id="${id}">${masked}${masked}</mask>`;
    })}`,
  ),
  "more parts than anybody draws": drawing("<rect/>".repeat(5_001)),
  "no size": '<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>',
  "a size without end": drawing("", 'width="1e99" height="5"').replace("0 0 40 20", "0 0 1e99 1e99"),
  "another root": `<html xmlns="http://www.w3.org/1999/xhtml"><svg xmlns="http://www.w3.org/2000/svg"/></html>`,
  "a root without its namespace": "<svg viewBox='0 0 9 9'><script>alert(1)</script></svg>",
  "half a drawing": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect>',
};

test.each(Object.entries(refused))("%s is refused with words", (_, text) => {
  expect(() => sanitizeSvg(text)).toThrow(UnusableSvgError);
});

test("what draws stays: gradients, styles, copies, own pictures, text", () => {
  const picture = "data:image/png;base64,iVBORw0KGgo=";
  const { svg } = sanitizeSvg(
    drawing(
      `<defs><linearGradient id="g"><stop offset="0" stop-color="#123456"/></linearGradient><clipPath id="c"><rect/></clipPath></defs>
       <style>.k { fill: url(#g) } text { font-weight: 700 }</style>
       <g class="k" clip-path="url(#c)"><path d="M0 0h9v9z" style="stroke:url('#g')"/></g>
       <use xlink:href="#g" x="3"/><image href="${picture}"/><text x="1">Acme</text>`,
    ),
  );
  for (const kept of [
    "linearGradient",
    "#123456",
    ".k { fill: url(#g) }",
    'clip-path="url(#c)"',
    "url('#g')",
  ]) {
    expect(svg).toContain(kept);
  }
  for (const kept of ["#g", picture, ">Acme<"]) expect(svg).toContain(kept);
});

test.each([
  ['viewBox="0 0 40 20"', 40, 20],
  ['viewBox="0,0,40.4,20"', 40, 20],
  ['width="120px" height="30" viewBox="0 0 40 20"', 120, 30],
  ['width="100%" height="100%" viewBox="0 0 40 20"', 40, 20],
])("the size of a drawing with %s is %d × %d", (attributes, width, height) => {
  const text = `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}><rect/></svg>`;
  expect(sanitizeSvg(text)).toMatchObject({ width, height });
});

test("a few copies of copies are drawn, and what draws itself", () => {
  const copies = '<g id="a"><rect/></g><g id="b"><use href="#a"/><use href="#a"/></g><use href="#b"/>';
  expect(sanitizeSvg(drawing(copies)).svg).toContain('<use href="#b"/>');
  expect(sanitizeSvg(drawing('<g id="a"><use href="#a"/></g>')).svg).toContain('href="#a"');
});

test("what was made clean stays as it is", () => {
  const { svg } = sanitizeSvg(stripped["a link that leads away"]);
  expect(sanitizeSvg(svg).svg).toBe(svg);
});
