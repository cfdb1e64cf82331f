import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Browser, Page } from "playwright-core";

/** What a moment of the film shows. */
export interface Frame {
  /** JPEGs of the two windows, as base64. */
  operator: string;
  visitor: string;
  caption: string;
  /** Where the pointer is in the operator's or the visitor's window; `null`: nowhere. */
  pointer: { over: "operator" | "visitor"; x: number; y: number; isPressed: boolean } | null;
  /** Seconds from the start, and how long it stays. */
  at: number;
  lasts: number;
}

const { resolve } = createRequire(import.meta.url);

export const size = { width: 1280, height: 720 };
/** Where the windows stand in the picture; each is as large as it is there, so that its text is not scaled. */
export const stage = {
  operator: { x: 16, y: 44, width: 824, height: 592 },
  visitor: { x: 856, y: 44, width: 408, height: 592 },
};

declare global {
  interface Window {
    studio: { add: (frame: Frame) => Promise<void>; finish: () => Promise<string> };
  }
}

/** A page that draws frames onto a canvas and encodes them, by what every Chromium brings. */
export async function openStudio(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: size });
  // Encoders are there for secure origins only, which localhost is.
  await page.route("http://localhost/studio", (route) =>
    route.fulfill({ contentType: "text/html", body: "<!doctype html><canvas></canvas>" }),
  );
  await page.goto("http://localhost/studio");
  const muxer = join(dirname(resolve("mediabunny")), "mediabunny.min.cjs");
  await page.addScriptTag({ content: await readFile(muxer, "utf8") });
  const font = await readFile(
    resolve("@fontsource-variable/inter/files/inter-latin-wght-normal.woff2"),
    "base64",
  );
  await page.addStyleTag({
    content: `@font-face { font-family: Inter; font-weight: 100 900; src: url(data:font/woff2;base64,${font}); }`,
  });
  await page.evaluate(prepare, { size, stage });
  return page;
}

type Layout = { size: typeof size; stage: typeof stage };

/** Runs in the page. */
async function prepare({ size, stage }: Layout): Promise<void> {
  const { BufferTarget, CanvasSource, Output, WebMOutputFormat } = (
    globalThis as unknown as { Mediabunny: typeof import("mediabunny") }
  ).Mediabunny;
  const canvas = document.querySelector("canvas");
  const context = canvas?.getContext("2d");
  if (!canvas || !context) throw new Error("The studio has no canvas.");
  Object.assign(canvas, size);
  await document.fonts.load("500 26px Inter");
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat(), target });
  const source = new CanvasSource(canvas, { codec: "vp9", bitrate: 800_000, keyFrameInterval: 6 });
  output.addVideoTrack(source);
  await output.start();

  const picture = async (jpeg: string) => {
    const response = await fetch(`data:image/jpeg;base64,${jpeg}`);
    return createImageBitmap(await response.blob());
  };
  const kept = new Map<string, Promise<ImageBitmap>>();
  const known = (jpeg: string) => {
    const bitmap = kept.get(jpeg) ?? picture(jpeg);
    if (kept.size > 8) kept.clear();
    kept.set(jpeg, bitmap);
    return bitmap;
  };

  const label = (text: string, x: number, y: number, font: string, color: string) => {
    context.font = font;
    context.fillStyle = color;
    context.fillText(text, x, y);
  };
  const draw = async ({ operator, visitor, caption, pointer }: Frame) => {
    context.fillStyle = "#17161d";
    context.fillRect(0, 0, size.width, size.height);
    for (const [name, jpeg] of [
      ["operator", operator],
      ["visitor", visitor],
    ] as const) {
      const { x, y, width, height } = stage[name];
      label(
        name === "operator" ? "You, in the dashboard" : "A visitor, on your page",
        x + 2,
        29,
        "500 15px Inter, sans-serif",
        "#a9a7b5",
      );
      context.save();
      context.beginPath();
      context.roundRect(x, y, width, height, 8);
      context.clip();
      context.drawImage(await known(jpeg), x, y, width, height);
      context.restore();
    }
    context.textAlign = "center";
    label(caption, size.width / 2, 688, "500 26px Inter, sans-serif", "#ffffff");
    context.textAlign = "left";
    if (pointer === null) return;
    const { x, y } = stage[pointer.over];
    context.beginPath();
    context.arc(x + pointer.x, y + pointer.y, pointer.isPressed ? 9 : 13, 0, 2 * Math.PI);
    context.fillStyle = "rgb(87 75 207 / 35%)";
    context.strokeStyle = "rgb(87 75 207 / 90%)";
    context.lineWidth = 2;
    context.fill();
    context.stroke();
  };
  window.studio = {
    add: async (frame) => {
      await draw(frame);
      await source.add(frame.at, frame.lasts);
    },
    finish: async () => {
      await output.finalize();
      if (target.buffer === null) throw new Error("Nothing was encoded.");
      const bytes = new Uint8Array(target.buffer);
      let text = "";
      for (let from = 0; from < bytes.length; from += 32_768)
        text += String.fromCharCode(...bytes.subarray(from, from + 32_768));
      return btoa(text);
    },
  };
}
