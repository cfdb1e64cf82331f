import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import type { Plugin } from "vite";

const mark = fileURLToPath(new URL("../public/favicon.svg", import.meta.url));

interface Icon {
  fileName: string;
  size: number;
  /** Of the mark in it; less than 1 where systems cut the icon to a shape of their own. */
  share: number;
}

/** As `manifest.webmanifest` and `index.html` name them. */
const icons: Icon[] = [
  { fileName: "icon-192.png", size: 192, share: 1 },
  { fileName: "icon-512.png", size: 512, share: 1 },
  { fileName: "icon-maskable-512.png", size: 512, share: 0.72 },
  { fileName: "apple-touch-icon.png", size: 180, share: 0.86 },
];

/** The icons of the installed dashboard, all drawn from the one mark, so that none can be an older one. */
export function installIcons(): Plugin {
  return {
    name: "install-icons",
    apply: "build",
    async generateBundle() {
      const svg = await readFile(mark, "utf8");
      const ground = /<rect [^>]*fill="(#[0-9a-f]{6})"/.exec(svg)?.[1];
      if (ground === undefined) throw new Error("favicon.svg has no ground");
      for (const { fileName, size, share } of icons) {
        this.emitFile({ type: "asset", fileName, source: await draw(svg, ground, size, share) });
      }
    },
  };
}

async function draw(svg: string, ground: string, size: number, share: number): Promise<Uint8Array> {
  const inner = Math.round(size * share);
  const drawn = await sharp(Buffer.from(svg), { density: (72 * inner) / 32 })
    .resize(inner)
    .png()
    .toBuffer();
  if (share === 1) return drawn;
  return sharp({ create: { width: size, height: size, channels: 3, background: ground } })
    .composite([{ input: drawn }])
    .png()
    .toBuffer();
}
