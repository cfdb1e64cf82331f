import createDOMPurify, { type Config, type DOMPurify } from "dompurify";
import { JSDOM } from "jsdom";

/** A drawing that holds nothing but a drawing. */
export interface CleanSvg {
  svg: string;
  /** Its own size, in pixels. */
  width: number;
  height: number;
}

/** Why a drawing cannot be taken, in words for who sent it. */
export class UnusableSvgError extends Error {}

const svgNamespace = "http://www.w3.org/2000/svg";
/** Drawings of people have hundreds; more keep visitors' browsers busy. */
const mostElements = 5_000;
/** With each part counted as often as it is drawn. */
const mostDrawn = 50_000;
const largestSize = 10_000;

const rules = {
  NAMESPACE: svgNamespace,
  USE_PROFILES: { svg: true, svgFilters: true },
  ADD_TAGS: ["use"],
  // Links, sound and motion are no part of a logo; what is in these loads, or waits to be switched on.
  FORBID_TAGS: [
    "a",
    "animateColor",
    "animateMotion",
    "animateTransform",
    "audio",
    "feImage",
    "title",
    "video",
    "view",
  ],
  FORBID_ATTR: ["target", "xml:base"],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  IN_PLACE: true,
} satisfies Config;

/** Pictures inside a drawing may be bytes of its own, in formats that hold no drawing again. */
const ownPicture = /^data:image\/(?:png|jpeg|gif|webp);base64,[a-z0-9+/=\s]*$/i;
/** As it is written: with escapes, browsers and this file would not mean the same part. */
const ownPart = /^#[^\s()%]+$/;

/**
 * A drawing as somebody's program wrote it → one that runs nothing, loads nothing and leads nowhere. Throws
 * {@link UnusableSvgError} for what is no drawing, or none any more without what it must not hold.
 */
export function sanitizeSvg(text: string): CleanSvg {
  // Entities can stand for files, and for a billion of themselves; what draws has no need of them.
  if (/<!ENTITY/i.test(text))
    throw new UnusableSvgError("This SVG defines entities. Export it without them.");
  const { window } = parse(text);
  const root = window.document.documentElement;
  if (root.namespaceURI !== svgNamespace || root.localName !== "svg") {
    throw new UnusableSvgError("This file is XML, but no SVG.");
  }
  if (root.getElementsByTagName("*").length > mostElements) {
    throw new UnusableSvgError(`This SVG has more than ${mostElements} parts. Simplify it, or send a PNG.`);
  }
  refuseLoadingStyles(root);
  const purify = createDOMPurify(window);
  keepInside(purify);
  purify.sanitize(root, rules);
  refuseRepetition(root);
  const size = sizeOf(root);
  return { svg: new window.XMLSerializer().serializeToString(root), ...size };
}

function parse(text: string): JSDOM {
  try {
    return new JSDOM(text, { contentType: "image/svg+xml" });
  } catch {
    throw new UnusableSvgError("This SVG is not well-formed. Export it anew.");
  }
}

/** A sheet that would lose rules draws something else than was meant, so it is refused whole. */
function refuseLoadingStyles(root: Element): void {
  for (const style of root.getElementsByTagName("style")) {
    const css = style.textContent;
    if (/@import|\\|<|expression\(/i.test(css) || !loadsNothing(css)) {
      throw new UnusableSvgError("The styles of this SVG load something. Export it with everything inside.");
    }
  }
}

/** Every reference stays in the drawing. */
function keepInside(purify: DOMPurify): void {
  purify.addHook("uponSanitizeAttribute", (element, attribute) => {
    const value = attribute.attrValue.trim();
    if (attribute.attrName === "href" || attribute.attrName === "xlink:href") {
      const isPicture = element.localName === "image" && ownPicture.test(value);
      attribute.keepAttr = isPicture || ownPart.test(value);
    } else if (!loadsNothing(value)) {
      attribute.keepAttr = false;
    }
  });
}

/** Whether all `url()` in a value of CSS name parts of the same drawing. */
function loadsNothing(css: string): boolean {
  const references = css.match(/url\(|image-set\(|src\(/gi) ?? [];
  const own = css.match(/url\(\s*["']?#[^\s"'()%]+["']?\s*\)/gi) ?? [];
  // Escapes could spell what is looked for in another way.
  return references.length === own.length && !css.includes("\\");
}

/**
 * Copies of copies of copies, in patterns and masks too: a few lines that take a browser hours. So it is drawn here, without
 * a pen, until it is too much.
 */
function refuseRepetition(root: Element): void {
  const sheets = Array.from(root.getElementsByTagName("style"), (style) => style.textContent);
  const ofSheets = sheets.flatMap((css) => repeatersIn(css, root.ownerDocument));
  let drawn = 0;
  const draw = (element: Element, inside: ReadonlySet<Element>) => {
    drawn++;
    if (drawn > mostDrawn) {
      throw new UnusableSvgError("This SVG repeats its parts too often. Flatten it, or send a PNG.");
    }
    // What draws itself is left out, as browsers do.
    for (const part of [...ofSheets, ...repeatedBy(element)])
      if (!inside.has(part)) draw(part, new Set([...inside, part]));
    for (const child of element.children) draw(child, inside);
  };
  draw(root, new Set());
}

/** What an element draws besides its own parts. */
function repeatedBy(element: Element): Element[] {
  const { ownerDocument } = element;
  const named = Array.from(element.attributes).flatMap(({ value }) => repeatersIn(value, ownerDocument));
  if (element.localName !== "use") return named;
  const id = (element.getAttribute("href") ?? element.getAttribute("xlink:href") ?? "").slice(1);
  const copied = ownerDocument.getElementById(id);
  return copied === null ? named : [...named, copied];
}

/** Parts named in a value of CSS that are drawn again wherever they are named. */
function repeatersIn(css: string, document: Document): Element[] {
  return Array.from(css.matchAll(/url\(\s*["']?#([^\s"'()]+)/gi)).flatMap(([, id = ""]) => {
    const part = document.getElementById(id);
    return part !== null && /^(pattern|mask|marker)$/.test(part.localName) ? [part] : [];
  });
}

/** The size that a drawing gives itself, by its box or by its width and height. */
function sizeOf(root: Element): { width: number; height: number } {
  const [, , boxWidth, boxHeight] = (root.getAttribute("viewBox") ?? "")
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const width = pixels(root.getAttribute("width")) ?? boxWidth;
  const height = pixels(root.getAttribute("height")) ?? boxHeight;
  if (!isSize(width) || !isSize(height)) {
    throw new UnusableSvgError("This SVG does not say how large it is. Export it with a `viewBox`.");
  }
  return { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) };
}

function pixels(length: string | null): number | null {
  const match = /^\s*(\d*\.?\d+)(?:px)?\s*$/.exec(length ?? "");
  return match === null ? null : Number(match[1]);
}

function isSize(value: number | undefined): value is number {
  return value !== undefined && value > 0 && value <= largestSize;
}
