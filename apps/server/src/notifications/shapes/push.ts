import type { Language, NotificationMessage, PushPayload, ServiceStatus } from "@fanal/domain";
import type { NotificationWords } from "@fanal/emails";
import { plainText, pushIconPath } from "@fanal/status-page";
import { shortened } from "./shortened.ts";

interface PushFacts {
  message: NotificationMessage;
  words: NotificationWords;
  language: Language;
  /** Below the page's own address. */
  managePath: string;
  key: string;
}

/** The mark of what is told: as bad as it is, and that of work where it is planned. */
function markOf({ story }: NotificationMessage): ServiceStatus {
  if (story.kind === "maintenance") return story.status === "completed" ? "operational" : "under_maintenance";
  if (story.status === "resolved") return "operational";
  return marks[story.impact];
}

const marks = {
  none: "operational",
  minor: "degraded_performance",
  major: "partial_outage",
  critical: "major_outage",
} as const;

/**
 * A notification as a browser shows it: few lines, and without markup. Systems cut what is longer, and push services take 4 kB
 * of it at most, whatever the language.
 */
export function pushPayload({ message, words, language, managePath, key }: PushFacts): PushPayload {
  const { story, update } = message;
  const services = words.services.map(({ name, status, sign }) => `${sign} ${name}: ${status}`);
  const said = update === null ? [] : [plainText(update.html)];
  const lines = [...said, ...services, words.promise].filter((line) => line !== null && line !== "");
  return {
    title: shortened(words.subject.replaceAll(/\p{Cc}/gu, " "), 150),
    body: shortened(lines.join("\n").replaceAll(/[^\P{Cc}\n]/gu, " "), 500),
    language,
    tag: story.id,
    icon: pushIconPath(markOf(message)),
    url: story.url,
    manage: { path: managePath, label: words.manage },
    key,
  };
}
