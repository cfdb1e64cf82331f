import { Worker } from "node:worker_threads";
import { plainTextToHtml } from "./markdown-html.ts";

/** Nothing that a person writes takes this long; what takes longer is shown as it was typed. */
const patienceMs = 2_000;
/** Characters of Markdown whose HTML is kept: a page is made anew far more often than its messages change. */
const largestMemory = 4_000_000;

interface Job {
  markdown: string;
  resolve: (html: string) => void;
}

const waiting: Job[] = [];
let current: Job | null = null;
let worker: Worker | null = null;
let isReady = false;
let timer: NodeJS.Timeout | undefined;

const known = new Map<string, Promise<string>>();
let knownCharacters = 0;

/**
 * Markdown as an operator typed it → HTML that is safe to show to anybody. Never rejects. It is made in a thread of its
 * own: some texts of a few thousand characters keep the parser busy for seconds, and meanwhile nobody else's page may wait.
 */
export function renderMarkdown(markdown: string): Promise<string> {
  const before = known.get(markdown);
  if (before !== undefined) return before;
  const html = new Promise<string>((resolve) => {
    waiting.push({ markdown, resolve });
    next();
  });
  remember(markdown, html);
  return html;
}

function remember(markdown: string, html: Promise<string>): void {
  known.set(markdown, html);
  knownCharacters += markdown.length;
  for (const oldest of known.keys()) {
    if (knownCharacters <= largestMemory) return;
    known.delete(oldest);
    knownCharacters -= oldest.length;
  }
}

function next(): void {
  if (current !== null || waiting.length === 0) return;
  worker ??= startWorker();
  if (!isReady) return;
  const job = waiting.shift();
  if (job === undefined) return;
  current = job;
  timer = setTimeout(giveUp, patienceMs);
  worker.postMessage(job.markdown);
}

function startWorker(): Worker {
  const started = new Worker(new URL("./markdown-worker.ts", import.meta.url));
  started.on("message", (html: string | null) => {
    if (html === null) isReady = true;
    else finish(html);
    next();
  });
  started.on("error", giveUp);
  // Last, since who listens keeps the process alive again.
  started.unref();
  return started;
}

/** Ends the thread; the next text gets a new one. */
function giveUp(): void {
  worker?.removeAllListeners();
  void worker?.terminate();
  worker = null;
  isReady = false;
  const failed = current ?? waiting.shift();
  current = failed ?? null;
  if (failed !== undefined) finish(plainTextToHtml(failed.markdown));
  next();
}

function finish(html: string): void {
  clearTimeout(timer);
  const job = current;
  current = null;
  job?.resolve(html);
}
