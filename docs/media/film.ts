import { writeFile } from "node:fs/promises";
import type { Locator, Page } from "playwright-core";
import { type Frame, stage } from "./studio.ts";

type Who = "operator" | "visitor";

/** How long things take in the film, in seconds. */
const pace = { key: 0.045, move: 0.45, press: 0.18, change: 0.35 };
const framesOfMove = 9;

/**
 * A film that is made moment by moment: each is taken when the product shows it, and lasts as long as a viewer needs. So it
 * looks the same however busy the machine is on which it is made.
 */
export class Film {
  readonly #studio: Page;
  readonly #windows: Record<Who, Page>;
  readonly #captions: { from: number; text: string }[] = [];
  #shown: Record<Who, string> = { operator: "", visitor: "" };
  #pointer: Frame["pointer"] = null;
  #at = 0;

  constructor(studio: Page, windows: Record<Who, Page>) {
    this.#studio = studio;
    this.#windows = windows;
  }

  get seconds(): number {
    return this.#at;
  }

  /** Says something from now on. */
  say(text: string): void {
    this.#captions.push({ from: this.#at, text });
  }

  /** Takes both windows as they are, and shows them for some seconds. */
  async hold(seconds: number): Promise<void> {
    await this.#take("operator");
    await this.#take("visitor");
    await this.#show(seconds);
  }

  /** Moves the pointer to something, and presses it. */
  async press(who: Who, target: Locator): Promise<void> {
    await target.scrollIntoViewIfNeeded();
    await this.#take(who);
    const box = await target.boundingBox();
    if (box === null) throw new Error(`Nothing to press: ${target}`);
    const to = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const { width, height } = stage[who];
    const from = this.#pointer?.over === who ? this.#pointer : { x: width / 2, y: height - 40 };
    for (let step = 1; step <= framesOfMove; step++) {
      const share = 1 - (1 - step / framesOfMove) ** 3;
      this.#pointer = {
        over: who,
        x: from.x + (to.x - from.x) * share,
        y: from.y + (to.y - from.y) * share,
        isPressed: false,
      };
      await this.#show(pace.move / framesOfMove);
    }
    await target.click();
    this.#pointer = { over: who, ...to, isPressed: true };
    await this.#show(pace.press);
    this.#pointer.isPressed = false;
    await this.#take(who);
    await this.#show(pace.change);
  }

  /** Types into what has the focus. */
  async type(who: Who, text: string): Promise<void> {
    for (let from = 0; from < text.length; from += 3) {
      const keys = text.slice(from, from + 3);
      await this.#windows[who].keyboard.type(keys);
      await this.#take(who);
      await this.#show(pace.key * keys.length);
    }
  }

  /** Presses keys, such as `ControlOrMeta+Enter`. */
  async keys(who: Who, keys: string): Promise<void> {
    await this.#windows[who].keyboard.press(keys);
    await this.#take(who);
    await this.#show(pace.change);
  }

  async writeCaptions(file: string): Promise<void> {
    const cues = this.#captions.map(
      ({ from, text }, index) =>
        `${clock(from)} --> ${clock(this.#captions[index + 1]?.from ?? this.#at)}\n${text}\n`,
    );
    await writeFile(file, ["WEBVTT\n", ...cues].join("\n"));
  }

  async #take(who: Who): Promise<void> {
    const shot = await this.#windows[who].screenshot({ type: "jpeg", quality: 92 });
    this.#shown[who] = shot.toString("base64");
  }

  async #show(lasts: number): Promise<void> {
    const caption = this.#captions.at(-1)?.text ?? "";
    const frame: Frame = { ...this.#shown, caption, pointer: this.#pointer, at: this.#at, lasts };
    await this.#studio.evaluate((shown) => window.studio.add(shown), frame);
    this.#at += lasts;
  }
}

function clock(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(11, 23);
}
