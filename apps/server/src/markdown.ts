import { Worker } from "node:worker_threads";
import { plainTextToHtml } from "./markdown-html.ts";
import { refuse } from "./refusals.ts";

/** Nothing that a person writes takes this long; what takes longer is shown as it was typed. */
const patienceMs = 1_000;
/** Longest wait for the texts before: transactions wait for the HTML, and somebody may send one bad text after another. */
const queueMs = 5_000;
/** Previews that may wait; nobody looks at the ones before. */
const mostPreviews = 20;
/** Characters of Markdown whose HTML is kept: a page is made anew far more often than its messages change. */
const largestMemory = 4_000_000;

interface Job {
  markdown: string;
  /** Gives up waiting for its turn. */
  timer: NodeJS.Timeout;
  finish: (html: string) => void;
}

interface Renderer {
  render: (markdown: string) => Promise<string>;
  waiting: () => number;
}

const messages = createRenderer();
/** Has a thread of its own, so that nobody's writing of a message waits for somebody's trying of one. */
const previews = createRenderer();

/**
 * Markdown as an operator typed it → HTML that is safe to show to anybody. Never rejects. It is made in a thread of its
 * own: some texts of a few thousand characters keep the parser busy for seconds, and meanwhile nobody else's page may wait.
 */
export function renderMarkdown(markdown: string): Promise<string> {
  return messages.render(markdown);
}

/** The same for a text that is not posted yet; refuses while too many others are looked at. */
export async function previewMarkdown(markdown: string): Promise<string> {
  if (previews.waiting() >= mostPreviews)
    refuse("rate_limited", "Too many messages are previewed at once. Try again in a moment.");
  return previews.render(markdown);
}

function createRenderer(): Renderer {
  const waiting: Job[] = [];
  let current: Job | null = null;
  let worker: Worker | null = null;
  let isReady = false;

  const known = new Map<string, Promise<string>>();
  let knownCharacters = 0;

  function render(markdown: string): Promise<string> {
    const before = known.get(markdown);
    if (before !== undefined) return before;
    const html = new Promise<string>((resolve) => {
      const job: Job = {
        markdown,
        timer: setTimeout(() => giveUpWaiting(job), queueMs),
        finish: (html) => {
          clearTimeout(job.timer);
          resolve(html);
        },
      };
      waiting.push(job);
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
      forget(oldest);
    }
  }

  function forget(markdown: string): void {
    if (known.delete(markdown)) knownCharacters -= markdown.length;
  }

  function next(): void {
    if (current !== null || waiting.length === 0) return;
    worker ??= startWorker();
    if (!isReady) return;
    const job = waiting.shift();
    if (job === undefined) return;
    current = job;
    clearTimeout(job.timer);
    job.timer = setTimeout(giveUpText, patienceMs);
    worker.postMessage(job.markdown);
  }

  function startWorker(): Worker {
    const started = new Worker(new URL("./markdown-worker.ts", import.meta.url));
    started.on("message", (html: string | null) => {
      if (html === null) isReady = true;
      else finish(html);
      next();
    });
    started.on("error", giveUpText);
    // Last, since who listens keeps the process alive again.
    started.unref();
    return started;
  }

  /** Ends the thread; the next text gets a new one. */
  function giveUpText(): void {
    worker?.removeAllListeners();
    void worker?.terminate();
    worker = null;
    isReady = false;
    current ??= waiting.shift() ?? null;
    if (current !== null) finish(plainTextToHtml(current.markdown));
    next();
  }

  /** It was not this text's fault, so it is tried again when it is asked for again. */
  function giveUpWaiting(job: Job): void {
    waiting.splice(waiting.indexOf(job), 1);
    forget(job.markdown);
    job.finish(plainTextToHtml(job.markdown));
  }

  function finish(html: string): void {
    const job = current;
    current = null;
    job?.finish(html);
  }

  return { render, waiting: () => waiting.length };
}
