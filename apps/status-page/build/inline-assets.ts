import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { serviceStatuses } from "@fanal/domain";
import { statusLooks } from "@fanal/ui/lib/status";
import { statusSvg } from "@fanal/ui/lib/status-svg";
import { transform } from "lightningcss";
import sharp from "sharp";
import { build, type Plugin } from "vite";
import { bannerWords } from "../src/embed/words.ts";
import { usedTokens } from "./used-tokens.ts";

const stylePath = fileURLToPath(new URL("../src/page.css", import.meta.url));
const tokensPath = fileURLToPath(import.meta.resolve("@fanal/ui/tokens.css"));
const themePath = fileURLToPath(new URL("../src/live/theme-script.ts", import.meta.url));
const pushPath = fileURLToPath(new URL("../src/push/push-script.ts", import.meta.url));
const workerPath = fileURLToPath(new URL("../src/push/service-worker.ts", import.meta.url));
const embedPath = fileURLToPath(new URL("../src/embed/embed-script.ts", import.meta.url));
const livePath = fileURLToPath(new URL("../src/live/live-script.ts", import.meta.url));

/** Gives the renderer its assets, which travel in it: styles and scripts as strings, and drawn icons. */
export function inlineAssets(): Plugin {
  const assets: Record<string, () => Promise<{ text: unknown; sources: string[] }>> = {
    "virtual:page-style": pageStyle,
    "virtual:theme-script": () => inlineScript(themePath),
    "virtual:live-script": () => inlineScript(livePath),
    "virtual:push-script": () => inlineScript(pushPath),
    "virtual:service-worker": () => inlineScript(workerPath),
    "virtual:push-icons": pushIcons,
    "virtual:embed-script": embedScript,
  };
  return {
    name: "fanal:inline-assets",
    resolveId(id) {
      return id in assets ? `\0${id}` : undefined;
    },
    async load(id) {
      const make = assets[id.slice(1)];
      if (!id.startsWith("\0") || !make) return undefined;
      const { text, sources } = await make();
      for (const source of sources) this.addWatchFile(source);
      return `export default ${JSON.stringify(text)};`;
    },
  };
}

async function pageStyle() {
  const [tokens, style] = await Promise.all([readFile(tokensPath, "utf8"), readFile(stylePath, "utf8")]);
  const code = Buffer.from(`${usedTokens(tokens, style, iconTokens)}\n${style}`);
  const text = transform({ filename: "page.css", code, minify: true }).code.toString();
  return { text, sources: [tokensPath, stylePath] };
}

/** The mark of each status as PNG in base64: systems show no SVG beside a notification. */
async function pushIcons() {
  const drawn = serviceStatuses.map(async (status) => {
    const icon = sharp(Buffer.from(statusSvg(status)), { density: (72 * iconSize) / 16 }).resize(iconSize);
    return [status, (await icon.png({ palette: true }).toBuffer()).toString("base64")];
  });
  return { text: Object.fromEntries(await Promise.all(drawn)), sources: [] };
}
const iconSize = 192;

/** The colours that the marks name in their own attributes. */
const iconTokens = [
  "--foreground",
  "--muted-foreground",
  ...Object.values(statusLooks).flatMap(({ token }) => [`--status-${token}`, `--status-${token}-foreground`]),
];

/** The banner that other sites load, with its words in it. */
async function embedScript() {
  return inlineScript(embedPath, { fanalBannerWords: JSON.stringify(bannerWords()) });
}

/** One classic script: it is inlined or has an address of its own, runs at once and leaves no names behind. */
async function inlineScript(path: string, define: Record<string, string> = {}) {
  const result = await build({
    configFile: false,
    logLevel: "silent",
    define,
    build: {
      write: false,
      target: "es2022",
      minify: true,
      modulePreload: false,
      rolldownOptions: { input: path, output: { format: "iife" } },
    },
  });
  if (Array.isArray(result) || !("output" in result))
    throw new Error("An inline script was not built in one piece.");
  const [chunk, ...others] = result.output;
  if (others.length > 0) throw new Error("An inline script must be a single chunk to be inlined.");
  if (/<\/script|<!--/i.test(chunk.code)) throw new Error("An inline script would end its own element.");
  return { text: chunk.code.trim(), sources: chunk.moduleIds };
}
