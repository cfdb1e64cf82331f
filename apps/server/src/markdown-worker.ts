import { parentPort } from "node:worker_threads";
import { markdownToHtml, plainTextToHtml } from "./markdown-html.ts";

parentPort?.on("message", (markdown: string) => {
  parentPort?.postMessage(toHtml(markdown));
});
parentPort?.postMessage(null);

function toHtml(markdown: string): string {
  try {
    return markdownToHtml(markdown);
  } catch {
    // Nested deeper than the stack.
    return plainTextToHtml(markdown);
  }
}
