import { everything, type Language } from "@fanal/domain";
import type { SubscribingScreen } from "../subscribing/screens.ts";

const address = "mara.ilves@a-company-with-a-rather-long-name.example";
const hook = "hooks.lumen.example/…x4Tq";
const chosen = {
  ...everything,
  scope: { serviceIds: ["id-API", "id-Gone"], groupIds: ["id-Group that is gone"] },
  storyIds: ["story-1", "story-2"],
};
const followed = [
  { id: "story-1", title: "Webhook deliveries delayed" },
  { id: "story-2", title: null },
];

/** The documents by which visitors subscribe, in each state that is drawn otherwise. */
export function subscribingScreens(language: Language): Record<string, SubscribingScreen> {
  const form = {
    kind: "form",
    channel: "email",
    pushKey: null,
    email: "",
    endpoint: "",
    story: null,
    made: "1",
    problem: null,
    choices: everything,
    stories: [],
    language,
  } as const;
  const endpoint = {
    ...form,
    channel: "slack",
    endpoint: "https://hooks.slack.com/x",
    email: address,
  } as const;
  const manage = {
    kind: "manage",
    address,
    done: null,
    problem: null,
    isSigned: false,
    unsubscribePath: "subscriptions/1/token/unsubscribe",
    choices: everything,
    stories: [],
    language,
  } as const;
  const browser = { ...form, channel: "push", pushKey: "BF-a_key" } as const;
  return {
    form,
    "form of a browser": browser,
    "form of a browser refused": { ...browser, problem: "browser" },
    "form of a browser that is not told": { ...browser, problem: "not_told" },
    "manage a browser": { ...manage, address: null, done: "subscribed" },
    "unsubscribe a browser": { kind: "unsubscribe", address: null },
    "form refused": { ...form, email: "mara@", problem: "email" },
    "form of one story": {
      ...form,
      story: { kind: "incident", id: "story-1", title: "Webhook deliveries delayed" },
    },
    "form of a webhook": { ...form, channel: "webhook" },
    "form of a channel refused": { ...endpoint, problem: "not_theirs" },
    "form of a private address": { ...endpoint, channel: "webhook", problem: "private" },
    "form without a service": {
      ...form,
      choices: { ...chosen, scope: { serviceIds: [], groupIds: [] } },
      problem: "nothing",
    },
    "form once more": { ...form, problem: "again" },
    "form too often": { ...form, problem: "limited" },
    sent: { kind: "sent", days: 7 },
    confirm: { kind: "confirm", address },
    "confirm over": { kind: "confirm_over", days: 7 },
    secret: {
      kind: "secret",
      secret: "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD",
      endsAt: "2025-11-23T13:32:00.000Z",
      goOn: "subscriptions/1/token",
    },
    manage,
    "manage chosen": {
      ...manage,
      address: hook,
      isSigned: true,
      done: "saved",
      choices: chosen,
      stories: followed,
    },
    unsubscribe: { kind: "unsubscribe", address },
    unsubscribed: { kind: "off", why: "unsubscribed", address, managePath: "subscriptions/1/token" },
    undelivered: { kind: "off", why: "undelivered", address, managePath: "subscriptions/1/token" },
    unconfirmed: { kind: "off", why: "unconfirmed", address, managePath: "subscriptions/1/token" },
    shared: { kind: "shared", address },
  };
}
