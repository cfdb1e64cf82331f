import type { Snapshot } from "@fanal/contract/snapshot";
import type { Language } from "@fanal/domain";
import {
  contentSecurityPolicy,
  pushIcon,
  type RenderOptions,
  renderBadge,
  renderHistory,
  renderMetric,
  renderPage,
  renderService,
  renderStory,
  serviceWorker,
} from "@fanal/status-page";
import { type AnswerKind, documentKind, fileKind, imageKind, serviceWorkerKind } from "./answers.ts";
import { type BadgeQuery, plainBadge } from "./badge-query.ts";
import { feeds, writeFeed } from "./feeds/index.ts";
import type { PagePath } from "./page-path.ts";
import { findStory, toldStories } from "./page-stories.ts";
import { writePublicApi } from "./public-api/index.ts";
import type { PublishedPage } from "./published-page.ts";

/** What somebody asks of a page. */
export interface Wanted {
  /** `null` for what is no address of a page. */
  path: PagePath | null;
  language: Language;
  /** The path in front of all addresses of the page. */
  base: string;
  /** What a badge is to look like. */
  badge?: BadgeQuery;
}

/** What is answered: text that is compressed, or bytes as they are. */
export interface Made {
  content: string | Buffer;
  kind: AnswerKind;
}

/** Makes what an address of a page answers, from memory alone. */
export function makeDocument(
  page: Pick<PublishedPage, "snapshot" | "stories" | "images">,
  { path, language, base, badge }: Wanted,
  staleSince: string | undefined,
): Made | "gone" | "unknown" | "failed" {
  if (path === null) return "unknown";
  const { snapshot, stories, images } = page;
  const options: RenderOptions = { language, base, staleSince };
  const document = (html: string): Made => ({
    content: html,
    kind: documentKind(language, policyOf(snapshot)),
  });
  switch (path.kind) {
    case "page":
      return document(renderPage(snapshot, options));
    case "history":
      return document(renderHistory(snapshot, toldStories(stories), path.month, options));
    case "story": {
      const story = findStory(stories, path.story, path.id) ?? "unknown";
      return typeof story === "string" ? story : document(renderStory(snapshot, story, options));
    }
    case "service": {
      const html = renderService(snapshot, path.id, toldStories(stories), options);
      return html === null ? "unknown" : document(html);
    }
    case "metric": {
      const html = renderMetric(snapshot, path.id, options);
      return html === null ? "unknown" : document(html);
    }
    case "feed":
      return {
        content: writeFeed(path.feed, snapshot, stories),
        kind: fileKind(feeds[path.feed].contentType),
      };
    case "api":
      return {
        content: writePublicApi(path.path, { snapshot, stories, staleSince }),
        kind: fileKind("application/json; charset=utf-8"),
      };
    case "badge":
      // No picture is better than one that says that all is well while nobody knows.
      if (staleSince !== undefined) return "failed";
      return {
        content: renderBadge(snapshot, { language, ...(badge ?? plainBadge) }),
        kind: fileKind("image/svg+xml"),
      };
    case "image": {
      const image = images.get(path.path);
      return image === undefined ? "unknown" : { content: image.bytes, kind: imageKind(image.contentType) };
    }
    case "service_worker":
      return { content: serviceWorker, kind: serviceWorkerKind };
    case "push_icon":
      return { content: pushIcon(path.status), kind: fileKind("image/png") };
  }
}

/** What the main page of a snapshot says of itself in its own language. */
export function mainKind(snapshot: Snapshot): AnswerKind {
  return documentKind(snapshot.page.language, policyOf(snapshot));
}

const policies = new WeakMap<Snapshot, string>();

/** Hashes the page's own style, so once for each version. */
function policyOf(snapshot: Snapshot): string {
  const policy = policies.get(snapshot) ?? contentSecurityPolicy(snapshot);
  policies.set(snapshot, policy);
  return policy;
}
