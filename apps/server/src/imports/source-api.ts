import { setTimeout as pause } from "node:timers/promises";
import { errors as undiciErrors } from "undici";
import { type Answer, type Outgoing, PrivateAddressError } from "../outgoing.ts";

/** Says why a source cannot be read, in words for whoever wants to. */
export class UnreadableError extends Error {}

/** An answer that is larger than the guarded client takes: less has to be asked for at once. */
export class TooLargeError extends UnreadableError {}

/** Asks an API of another product for JSON. */
export interface SourceApi {
  get: (path: string) => Promise<unknown>;
}

interface ApiOptions {
  outgoing: Outgoing;
  /** In front of all paths, without a slash at the end. */
  base: string;
  headers: Record<string, string>;
  stop: AbortSignal;
  /** Called before each request: reading goes on. */
  goesOn: () => Promise<void>;
}

const mostTries = 8;
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

/** Whoever asks too often is told so, and asks again when they may. */
export function createSourceApi({ outgoing, base, headers, stop, goesOn }: ApiOptions): SourceApi {
  async function get(path: string): Promise<unknown> {
    for (let tries = 1; ; tries++) {
      await goesOn();
      const answer = await ask(`${base}${path}`);
      const isBusy = [420, 429, 503].includes(answer.status);
      if (!isBusy || tries === mostTries) return read(answer, path);
      await pause(pauseOf(answer, tries), undefined, { signal: stop });
    }
  }

  async function ask(address: string): Promise<Answer> {
    try {
      return await outgoing.ask(address, {
        headers: { accept: "application/json", ...headers },
        signal: stop,
      });
    } catch (error) {
      stop.throwIfAborted();
      const { host } = new URL(address);
      if (error instanceof PrivateAddressError)
        throw new UnreadableError(
          `${host} leads to a private address, which this server does not ask. Use an export instead.`,
        );
      if (error instanceof undiciErrors.ResponseExceededMaxSizeError)
        throw new TooLargeError(`An answer of ${host} is larger than 1 MB. Use an export instead.`);
      throw new UnreadableError(`${host} does not answer. Check the address, and try again.`, {
        cause: error,
      });
    }
  }

  return { get };
}

function pauseOf({ headers }: Answer, tries: number): number {
  const seconds = Number(headers["retry-after"]);
  return Math.min(seconds > 0 ? seconds * 1_000 : firstPauseMs * 2 ** (tries - 1), longestPauseMs);
}

function read({ status, content }: Answer, path: string): unknown {
  const [where] = path.split("?");
  if (status === 401 || status === 403)
    throw new UnreadableError("The source does not take this key. Make one that may read, and try again.");
  if (status === 404)
    throw new UnreadableError(
      `The source has nothing at ${where}. Check the address and the id of the page.`,
    );
  if (status < 200 || status > 299)
    throw new UnreadableError(`The source answers ${where} with ${status}. Try again later.`);
  try {
    return JSON.parse(new TextDecoder().decode(content));
  } catch {
    throw new UnreadableError(`What the source answers at ${where} is no JSON. Check the address.`);
  }
}

/** The whole of a list that is read page by page, until one is not full. */
export async function wholeList(
  size: number,
  page: (number: number) => Promise<unknown>,
): Promise<unknown[]> {
  const all: unknown[] = [];
  for (let number = 0; ; number++) {
    const items = await page(number);
    if (!Array.isArray(items))
      throw new UnreadableError("The source answers with something that is no list.");
    all.push(...items);
    if (items.length < size) return all;
  }
}
