import { parentPort, workerData } from "node:worker_threads";
import { type CleanSvg, sanitizeSvg, UnusableSvgError } from "./svg-sanitizer.ts";

/** What the thread answers: the drawing, or why it cannot be taken. */
export type SvgAnswer = CleanSvg | { problem: string };

function answer(text: string): SvgAnswer {
  try {
    return sanitizeSvg(text);
  } catch (error) {
    if (error instanceof UnusableSvgError) return { problem: error.message };
    throw error;
  }
}

parentPort?.postMessage(answer(workerData));
