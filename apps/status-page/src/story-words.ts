import type { Story } from "@fanal/contract/snapshot";
import { decodeHTML } from "entities";
import { escaped } from "./escaped.ts";
import type { StoryWords } from "./renderer.ts";
import type { Words } from "./words.tsx";

interface Told {
  label: string;
  at: string;
  html: string;
}

/** What feeds and calendars say of a story: one paragraph for each update, newest first, in the form that readers know. */
export function tell(words: Words, story: Story): StoryWords {
  const told = [...postmortemOf(words, story), ...updatesOf(words, story), ...windowOf(words, story)];
  return {
    title: story.title,
    html: told.map((one) => paragraph(words, one)).join(""),
    text: told.map((one) => plainParagraph(words, one)).join("\n\n"),
  };
}

function postmortemOf({ text }: Words, story: Story): Told[] {
  if (story.kind !== "incident" || story.postmortem === null) return [];
  const { html, publishedAt } = story.postmortem;
  return [{ label: text("incidents.postmortem"), at: publishedAt, html }];
}

function updatesOf({ text }: Words, story: Story): Told[] {
  return story.updates.map(({ status, createdAt, html }) => ({
    label: text(`state.${status}`),
    at: createdAt,
    html,
  }));
}

/** A maintenance without any update is told by its window. */
function windowOf({ text, dates }: Words, story: Story): Told[] {
  if (story.kind !== "maintenance") return [];
  const window = text("time.span", {
    start: dates.plannedTime(story.startsAt),
    end: dates.time(story.endsAt, dates.dayOf(story.startsAt)),
  });
  const label = story.updates.length === 0 ? text(`state.${story.status}`) : text("feed.window");
  return [{ label, at: story.updatedAt, html: `<p>${escaped(window)}</p>` }];
}

/** The first paragraph of the message follows its state; what else it has follows that. */
function paragraph({ dates }: Words, { label, at, html }: Told): string {
  const [, first = "", rest = html] = /^\s*<p>([\s\S]*?)<\/p>([\s\S]*)$/.exec(html) ?? [];
  const message = first === "" ? "" : ` - ${first}`;
  return `<p><small>${escaped(dates.fullTime(at))}</small><br><strong>${escaped(label)}</strong>${message}</p>${rest}`;
}

function plainParagraph({ dates }: Words, { label, at, html }: Told): string {
  const message = plainText(html);
  return `${label}, ${dates.fullTime(at)}${message && `\n${message}`}`;
}

/** Sanitized HTML as the text that it shows; blocks become lines. */
export function plainText(html: string): string {
  const text = html
    .replaceAll(/<li[^>]*>/g, "• ")
    .replaceAll(/<br\s*\/?>|<\/(p|li|h[1-6]|tr|pre|blockquote)>/g, "\n")
    .replaceAll(/<\/t[dh]>/g, " ")
    .replaceAll(/<[^>]*>/g, "");
  return decodeHTML(text)
    .replaceAll("\u00a0", " ")
    .replaceAll(/[ \t]+\n/g, "\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}
