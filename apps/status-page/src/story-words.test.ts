import type { Story } from "@fanal/contract/snapshot";
import { expect, test } from "vitest";
import { feedTitles, storyWords } from "./render.tsx";
import { plainText } from "./story-words.ts";
import { stories } from "./testing/scenes.ts";
import { incident, incidentStory, maintenance, snapshot, update } from "./testing/snapshots.ts";

const acme = snapshot();

test("a story is told newest first, each update with its date and its state in the first strong element", () => {
  const story = incidentOf({
    updates: [
      update("2", "identified", "2025-11-22T13:32:00.000Z", "<p>Found <em>it</em>.</p><ul><li>One</li></ul>"),
      update("1", "investigating", "2025-11-22T13:09:00.000Z", "<p>Looking.</p>"),
    ],
  });
  expect(storyWords(acme, story, "en")).toEqual({
    title: "Webhooks are late",
    html:
      "<p><small>22 Nov 2025, 14:32 CET</small><br><strong>Identified</strong> - Found <em>it</em>.</p><ul><li>One</li></ul>" +
      "<p><small>22 Nov 2025, 14:09 CET</small><br><strong>Investigating</strong> - Looking.</p>",
    text: "Identified, 22 Nov 2025, 14:32 CET\nFound it.\n• One\n\nInvestigating, 22 Nov 2025, 14:09 CET\nLooking.",
  });
});

test("a published postmortem comes first", () => {
  const told = stories.find((story) => story.kind === "incident" && story.postmortem !== null);
  if (!told) throw new Error("No story has a postmortem.");
  expect(storyWords(acme, told, "en").html).toMatch(
    /^<p><small>[^<]*<\/small><br><strong>Postmortem<\/strong>/,
  );
});

test("a maintenance without a word is told by its state and its window", () => {
  const story: Story = { kind: "maintenance", ...maintenance("Upgrade", { updates: [] }) };
  expect(storyWords(acme, story, "de").html).toBe(
    "<p><small>20. Nov. 2025, 11:00 MEZ</small><br><strong>Geplant</strong> - Di., 25. Nov., 02:00 MEZ bis 04:00 MEZ</p>",
  );
});

test("a message without a paragraph follows its state as it is", () => {
  const story = incidentOf({ updates: [update("1", "monitoring", acme.asOf, "<pre>x</pre>")] });
  expect(storyWords(acme, story, "en").html).toMatch(/<strong>Monitoring<\/strong><\/p><pre>x<\/pre>$/);
});

test("plain text has the characters that the HTML stands for, once", () => {
  expect(plainText("<p>a &lt;b&gt; &amp;amp; &quot;c&quot;<br/>d</p><p>e</p>")).toBe('a <b> &amp; "c"\nd\ne');
  // As the renderer of Markdown writes them.
  expect(plainText("<p>1 &#x3C; 2 &#x26; so on&nbsp;&mdash; &#39;x&#39;</p>")).toBe("1 < 2 & so on — 'x'");
});

test("feeds are named after the page", () => {
  expect(feedTitles(acme, "en")).toEqual({ history: "Acme status history", calendar: "Acme maintenance" });
});

function incidentOf(parts: Parameters<typeof incident>[1]): Story {
  return incidentStory(incident("Webhooks are late", parts), { postmortem: null, updatedAt: acme.asOf });
}
