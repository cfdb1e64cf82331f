import { Worker } from "node:worker_threads";
import type { SvgAnswer } from "./svg-worker.ts";

/** Most of it is the loading of what reads drawings. */
const patienceMs = 20_000;
const mostMegabytes = 256;

/**
 * A drawing without anything but the drawing, or a problem in words. It is made in a thread of its own that ends
 * afterwards: what reads drawings takes memory that a server need not keep, and some drawings take all that there is.
 */
export function cleanSvg(text: string): Promise<SvgAnswer> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL("./svg-worker.ts", import.meta.url), {
      workerData: text,
      resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
    });
    const finish = (answer: SvgAnswer) => {
      clearTimeout(timer);
      worker.removeAllListeners();
      worker.on("error", () => {});
      void worker.terminate();
      resolve(answer);
    };
    const giveUp = () =>
      finish({ problem: "This SVG takes too much to be read. Simplify it, or send a PNG." });
    const timer = setTimeout(giveUp, patienceMs);
    worker.on("message", finish);
    worker.on("error", giveUp);
    worker.on("exit", giveUp);
  });
}
