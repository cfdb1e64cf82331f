import type { Logger } from "pino";
import type { AnswerCache } from "./answer-cache.ts";
import { type AnswerKind, type Answers, prepareAnswers } from "./answers.ts";
import { makeDocument, type Wanted } from "./documents.ts";
import { encode, encodeNow } from "./encodings.ts";
import type { PublishedPage } from "./published-page.ts";

/** What one version of a page answers besides its finished bytes: rendered from memory at the first request, and kept. */
export interface Rendered {
  /** `gone`, `unknown`: there is nothing at this address (any more). `failed`: it cannot be rendered. */
  answers: (wanted: Wanted, staleSince: string | undefined) => Answers | "gone" | "unknown" | "failed";
  /** Forgets all, because there is another version. */
  drop: () => void;
}

interface RenderedOptions {
  cache: AnswerCache;
  log: Pick<Logger, "warn">;
}

export function createRendered(page: PublishedPage, { cache, log }: RenderedOptions): Rendered {
  /** Keys with answers that were compressed in a hurry, since somebody waited. */
  const hurried = new Map<string, AnswerKind>();
  let isDropped = false;
  const owner = {};

  function render(key: string, wanted: Wanted, staleSince: string | undefined) {
    try {
      const made = makeDocument(page, wanted, staleSince);
      if (typeof made === "string") return made;
      const { content, kind } = made;
      const isText = typeof content === "string";
      const answers = prepareAnswers(isText ? encodeNow(content) : { ...plain, identity: content }, kind);
      cache.set(owner, key, answers);
      if (isText && hurried.size < mostHurried) hurried.set(key, kind);
      return answers;
    } catch (error) {
      // One page that cannot be rendered is answered as one that is not here: nobody else's may fall with it.
      log.warn({ err: error, slug: page.slug, path: wanted.path }, "a page cannot be rendered");
      return "failed";
    }
  }

  /** What is asked for again is worth to be compressed well. */
  async function improve(key: string, { identity }: Answers, kind: AnswerKind): Promise<void> {
    const bytes = await encode(identity.body);
    if (!isDropped) cache.set(owner, key, prepareAnswers(bytes, kind));
  }

  return {
    answers: (wanted, staleSince) => {
      const key = keyOf(wanted, staleSince);
      const known = cache.get(owner, key);
      if (known === undefined) return render(key, wanted, staleSince);
      const kind = hurried.get(key);
      if (kind !== undefined) {
        hurried.delete(key);
        void improve(key, known, kind);
      }
      return known;
    },
    drop: () => {
      isDropped = true;
      cache.drop(owner);
    },
  };
}

const plain = { gzip: null, brotli: null };
const mostHurried = 1_000;

function keyOf({ path, language, base, badge }: Wanted, staleSince: string | undefined): string {
  return JSON.stringify([path, language, base, badge, staleSince]);
}
