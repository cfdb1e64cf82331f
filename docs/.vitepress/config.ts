import { fileURLToPath } from "node:url";
import { createMarkdownRenderer, defineConfig, type MarkdownOptions } from "vitepress";
import { keepBraces } from "./braces.ts";
import { compressTexts } from "./compress.ts";
import { showFilms } from "./film.ts";
import { moveScriptsOut } from "./inline-scripts.ts";
import { copyLinkedFiles, resolveLinks } from "./links.ts";
import { sidebar } from "./navigation.ts";
import { addressOf, excluded, repository } from "./pages.ts";
import { followTheme } from "./pictures.ts";
import { alignByClass, codeStylesAsClasses, codeTheme } from "./styles.ts";

const base = "/docs/";
const markdown: MarkdownOptions = {
  attrs: false,
  emoji: false,
  theme: codeTheme,
  codeTransformers: [codeStylesAsClasses],
  config: keepBraces,
  preConfig: (renderer) => {
    showFilms(renderer);
    resolveLinks(renderer);
    followTheme(renderer);
    alignByClass(renderer);
  },
};
// Pages and search ask for the one renderer at the same moment, and each puts every plug-in into it. Made before, it is
// taken as it is.
await createMarkdownRenderer(repository, markdown, base);

/** The documents of the repository as a site. They lie where they are found on GitHub too; only their addresses differ. */
export default defineConfig({
  title: "Fanal",
  description: "The status page that stays up: how to use, run and change it.",
  lang: "en",
  base,
  cleanUrls: true,
  srcDir: "..",
  srcExclude: excluded,
  rewrites: addressOf,
  ignoreDeadLinks: "localhostLinks",
  outDir: "dist",
  cacheDir: ".vitepress/.cache",
  // It would write a style into the page.
  appearance: { disableTransition: false },
  contentProps: { class: "document" },
  head: [["link", { rel: "icon", href: `${base}favicon.svg` }]],
  markdown,
  themeConfig: {
    siteTitle: "Fanal",
    logo: { src: "/favicon.svg", alt: "" },
    sidebar: sidebar(),
    outline: [2, 3],
    search: { provider: "local" },
    externalLinkIcon: false,
    docFooter: { prev: "Before", next: "Next" },
  },
  vue: {
    template: {
      transformAssetUrls: { img: ["src"], source: ["src"], track: ["src"], video: ["src", "poster"] },
    },
  },
  vite: {
    // Under the server's policy a film and its captions come from the server, not out of the page.
    build: { assetsInlineLimit: 0 },
    publicDir: fileURLToPath(new URL("../../apps/dashboard/public", import.meta.url)),
    server: { fs: { allow: [repository] } },
  },
  transformHtml: (html, _file, { siteConfig }) => moveScriptsOut(html, siteConfig.outDir, base),
  buildEnd: async ({ outDir }) => {
    await copyLinkedFiles(outDir);
    await compressTexts(outDir);
  },
});
