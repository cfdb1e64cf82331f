import type { BannerWords } from "./words.ts";

/**
 * The banner in somebody else's application: `<script src="…/embed.js" data-page="acme" async>`. It asks for the page's
 * public JSON once a minute while it is seen, shows something only while something is wrong, and leaves no cookie.
 * Its styles are a constructed sheet in a shadow root: no policy of the host has to allow them, and none of its rules reach them.
 */
declare const fanalBannerWords: BannerWords;

/** Named once: the build writes the words wherever they are named. */
const words = fanalBannerWords;
const everyMs = 60_000;

interface Summary {
  page: { url: string };
  status: { indicator: string; description: string };
  incidents: { id: string; name: string }[];
}

/** Of each indicator, in the order of its words. */
const colours: Record<string, string> = {
  maintenance: "#1f4e9c",
  minor: "#7a5200",
  major: "#a23c12",
  critical: "#8f1230",
};

const css = `:host{all:initial}
div{position:fixed;z-index:2147483000;inset:auto 1rem 1rem;display:flex;gap:.75rem;align-items:center;max-width:40rem;margin:auto;padding:.75rem 1rem;border-radius:.5rem;color:#fff;font:1rem/1.4 system-ui,sans-serif;box-shadow:0 2px 12px #0006}
div:empty{padding:0;box-shadow:none}
p{margin:0;flex:1;overflow-wrap:anywhere}
a,button{color:inherit;font:inherit;min-height:1.5rem}
button{border:0;background:none;padding:.25rem .5rem;cursor:pointer;font-size:1.25rem;line-height:1}
:focus-visible{outline:2px solid;outline-offset:2px}`;

const own = document.currentScript;
if (own instanceof HTMLScriptElement) start(own);

function start({ src, dataset }: HTMLScriptElement): void {
  const { page = "", preview } = dataset;
  const address = /^https?:/.test(page) ? page.replace(/\/+$/, "") : new URL(`/status/${page}`, src).href;
  const language = (dataset.lang || document.documentElement.lang || navigator.language).toLowerCase();
  const known = Object.keys(words);
  const chosen =
    known.find((one) => one.toLowerCase() === language || one.slice(0, 2) === language.slice(0, 2)) ?? "en";
  const [details = "", dismiss = "", ...headlines] = wordsOf(chosen);
  const [, , ...english] = wordsOf("en");
  const kept = `fanal ${address}`;
  let shown = "";
  let askedAt = 0;

  const host = document.createElement("fanal-banner");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  const banner = element("div", { role: "status", lang: chosen });
  root.append(banner);
  // Where it stands in the head there is no body yet.
  if (document.body) document.body.append(host);
  else addEventListener("DOMContentLoaded", () => document.body.append(host));

  function show({ status, incidents, page: { url } }: Summary): void {
    const what = [status.indicator, ...incidents.map(({ id }) => id)].join(" ");
    if (what === shown) return;
    shown = what;
    const colour = colours[status.indicator];
    if (colour === undefined || remembered(kept) === what) {
      banner.replaceChildren();
      return;
    }
    const { description } = status;
    // What has no words of its own is of the last kind.
    const headline = chosen === "en" ? description : headlines.at(english.indexOf(description));
    const text = element("p", {});
    const strong = element("strong", {});
    strong.textContent = headline ?? description;
    const names = incidents.map(({ name }) => name).join(" · ");
    text.append(strong, names === "" ? "" : ` ${names}`);
    const link = element("a", { href: url, target: "_blank", rel: "noopener" });
    link.textContent = details;
    const close = element("button", { type: "button", "aria-label": dismiss });
    close.textContent = "×";
    close.onclick = () => {
      remember(kept, what);
      banner.replaceChildren();
    };
    banner.style.background = colour;
    banner.replaceChildren(text, link, close);
  }

  async function ask(): Promise<void> {
    if (document.hidden || Date.now() - askedAt < everyMs / 2) return;
    askedAt = Date.now();
    try {
      // The browser itself asks with the tag that it has.
      const response = await fetch(`${address}/api/v2/summary.json`, {
        cache: "no-cache",
        credentials: "omit",
      });
      if (response.ok) show(await response.json());
    } catch {
      // The network is away: what was known is still shown.
    }
  }

  if (preview !== undefined) {
    const description = english[Object.keys(colours).indexOf(preview)] ?? "";
    show({ page: { url: address }, status: { indicator: preview, description }, incidents: [] });
    return;
  }
  void ask();
  setInterval(ask, everyMs);
  document.addEventListener("visibilitychange", ask);
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string>,
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
}

function wordsOf(language: string): string[] {
  return words[language]?.split("|") ?? [];
}

/** Storage throws where the visitor forbids it. */
function remembered(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key: string, value: string): void {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // Then it comes back with the next page.
  }
}
