import type { NoticeMessage, NotificationMessage } from "@fanal/domain";
import { noticeWords, notificationWords } from "@fanal/emails";
import { describe, expect, test } from "vitest";
import { type ChatFacts, notificationFacts } from "./chat-message.ts";
import { discordMessage } from "./discord.ts";
import { microsoftTeamsMessage } from "./microsoft-teams.ts";
import { noticeBody, noticeFacts } from "./notice.ts";
import { slackMessage } from "./slack.ts";

const at = "2026-11-26T12:05:00.000Z";
const incident = {
  kind: "incident",
  id: "0199aaaa-0000-7000-8000-000000000001",
  title: "Deliveries are late",
  url: "https://fanal.acme.example/app/acme/incidents/1",
  status: "identified",
  impact: "major",
  startedAt: "2026-11-26T09:05:00.000Z",
  resolvedAt: null,
  nextUpdateAt: null,
} as const;
const services = [
  { id: "0199aaaa-0000-7000-8000-000000000002", name: "Webhooks", status: "partial_outage" },
] as const;
const update = {
  id: "u",
  message: "A worker is **stuck**.",
  html: "<p>A worker is <strong>stuck</strong>.</p>",
  at,
};
const organization = { name: "Acme", url: "https://fanal.acme.example/app/acme" };
const silent: NoticeMessage = {
  kind: "incident_silent",
  organization,
  incident,
  update,
  services: [...services],
  silentHours: 3,
  at,
};
const tried: NoticeMessage = {
  kind: "test",
  organization,
  incident: null,
  update: null,
  services: [],
  silentHours: null,
  at,
};

function factsOf(message: NoticeMessage): ChatFacts {
  return noticeFacts(message, noticeWords(message, { language: "en", timeZone: "Etc/UTC" }));
}

describe("a notice in chats", () => {
  test("is Slack's attachment of blocks in the colour of the impact, with plain text and two ways out", () => {
    const message = slackMessage(factsOf(silent));
    expect(message).toMatchObject({
      text: expect.stringContaining("Deliveries are late"),
      attachments: [
        {
          color: "#b4460f",
          blocks: [
            { type: "header", text: { type: "plain_text", text: "Deliveries are late" } },
            {
              type: "section",
              text: { type: "plain_text", text: expect.stringContaining("A worker is stuck.") },
            },
            { type: "context", elements: [{ text: expect.stringContaining("Webhooks: Partial outage") }] },
            {
              type: "actions",
              elements: [
                { type: "button", url: incident.url },
                { type: "button", url: `${organization.url}/teams` },
              ],
            },
          ],
        },
      ],
    });
    expect(JSON.stringify(message)).not.toContain("mrkdwn");
  });

  test("is Discord's embed, which mentions nobody", () => {
    expect(discordMessage(factsOf(silent))).toMatchObject({
      username: "Acme",
      allowed_mentions: { parse: [] },
      embeds: [
        {
          title: expect.stringContaining("Deliveries are late"),
          url: incident.url,
          color: 0xb4460f,
          description: "A worker is **stuck**.",
          fields: [
            { value: expect.stringContaining("Webhooks: Partial outage") },
            { value: expect.stringContaining(`${organization.url}/teams`) },
          ],
        },
      ],
    });
  });

  test("is an adaptive card of Microsoft Teams", () => {
    expect(microsoftTeamsMessage(factsOf(silent))).toMatchObject({
      type: "message",
      attachments: [
        {
          contentType: "application/vnd.microsoft.card.adaptive",
          content: {
            type: "AdaptiveCard",
            body: expect.arrayContaining([
              expect.objectContaining({ text: "Acme" }),
              expect.objectContaining({ text: "Deliveries are late" }),
              expect.objectContaining({ color: "attention" }),
              expect.objectContaining({ text: "A worker is **stuck**." }),
              {
                type: "FactSet",
                facts: [{ title: "Webhooks", value: expect.stringContaining("Partial outage") }],
              },
            ]),
            actions: [
              { type: "Action.OpenUrl", url: incident.url },
              { type: "Action.OpenUrl", url: `${organization.url}/teams` },
            ],
          },
        },
      ],
    });
  });

  test("of a test leads to where notices are set up, and is green", () => {
    const facts = factsOf(tried);
    expect(facts).toMatchObject({ url: `${organization.url}/teams`, tone: "operational" });
    expect(facts.said?.text).toContain("Acme");
    for (const shape of [slackMessage, discordMessage, microsoftTeamsMessage])
      expect(JSON.stringify(shape(facts))).toContain(`${organization.url}/teams`);
  });

  test("is a body for webhooks that names its kind", () => {
    expect(noticeBody(silent, new Date(at))).toEqual({
      type: "notice.incident_silent",
      timestamp: at,
      data: { organization, incident, update, services, silentHours: 3 },
    });
  });
});

/** As somebody would name things who wants a chat to do more than show it. */
const hostile = '<!channel> <https://evil.example|click> @everyone <script>alert(1)</script> & "quoted"';

const notification: NotificationMessage = {
  kind: "incident_updated",
  page: {
    id: "p",
    name: hostile,
    senderName: hostile,
    replyTo: null,
    url: "https://status.acme.example",
    timeZone: "Etc/UTC",
    accent: null,
    logo: null,
  },
  story: { ...incident, title: hostile },
  update: { ...update, message: hostile, html: "<p>&lt;!channel&gt; @everyone</p>" },
  services: [{ id: "s", name: hostile, status: "major_outage" }],
};

describe("names that look like marks", () => {
  const words = notificationWords(notification, "en");
  const facts = [
    notificationFacts(notification, words, "https://status.acme.example/subscriptions/1"),
    factsOf({
      ...silent,
      organization: { ...organization, name: hostile },
      incident: { ...incident, title: hostile },
      services: [{ id: "s", name: hostile, status: "major_outage" }],
    }),
  ];

  test.each(facts)("call nobody in Slack, and lead nowhere", (one) => {
    const { text, ...rest } = slackMessage(one) as { text: string };
    expect(text).not.toMatch(/[<>]/);
    const kinds = JSON.stringify(rest).match(/"type":"[a-z_]+"/g);
    expect(kinds).not.toContain('"type":"mrkdwn"');
  });

  test.each(facts)("mention nobody in Discord", (one) => {
    expect(discordMessage(one)).toMatchObject({ allowed_mentions: { parse: [] } });
  });

  test.each(facts)("are text in Microsoft Teams, which reads no HTML", (one) => {
    const sent = JSON.stringify(microsoftTeamsMessage(one));
    for (const mark of ["<at>", "mention", "msteams"]) expect(sent).not.toContain(mark);
  });
});

describe.each(["x", "事"])("what is as long as it may be, in letters like %s", (letter) => {
  const long = letter.repeat(20_000);
  const facts = factsOf({
    ...silent,
    organization: { ...organization, name: long },
    incident: { ...incident, title: long },
    update: { ...update, message: long, html: `<p>${long}</p>` },
    services: Array.from({ length: 200 }, (_, index) => ({
      id: String(index),
      name: `${index} ${letter.repeat(100)}`,
      status: "partial_outage" as const,
    })),
  });

  test("fits into what Slack takes", () => {
    const message = slackMessage(facts);
    const texts = JSON.stringify(message).match(/"text":"[^"]*"/g) ?? [];
    // Of a block; the line above them may be longer.
    for (const text of texts.slice(1)) expect(text.length).toBeLessThanOrEqual(3_000 + '"text":""'.length);
  });

  test("fits into what Discord takes", () => {
    const { username, embeds } = discordMessage(facts) as {
      username: string;
      embeds: { title: string; description: string; fields: { name: string; value: string }[] }[];
    };
    expect(username.length).toBeLessThanOrEqual(80);
    const [embed] = embeds;
    expect(embed?.title.length).toBeLessThanOrEqual(256);
    for (const { name, value } of embed?.fields ?? []) {
      expect(name.length).toBeLessThanOrEqual(256);
      expect(value.length).toBeLessThanOrEqual(1_024);
    }
    const all = [
      embed?.title,
      embed?.description,
      ...(embed?.fields ?? []).flatMap(({ name, value }) => [name, value]),
    ];
    expect(all.join("").length).toBeLessThanOrEqual(6_000);
  });

  test("fits into what Microsoft Teams takes", () => {
    const sent = JSON.stringify(microsoftTeamsMessage(facts));
    expect(Buffer.byteLength(sent)).toBeLessThanOrEqual(28_000);
    expect(sent).toContain('{"title":"…","value":"+170"}');
  });
});
