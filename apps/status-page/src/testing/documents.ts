import type { Snapshot } from "@fanal/contract/snapshot";
import type { Language } from "@fanal/domain";
import {
  contentSecurityPolicy,
  renderDoor,
  renderGone,
  renderHistory,
  renderNotFound,
  renderNothingHere,
  renderPage,
  renderService,
  renderStory,
  renderSubscribing,
  renderUnavailable,
  subscribingPolicy,
} from "../render.tsx";
import { scenes, stories } from "./scenes.ts";
import { subscribingScreens } from "./subscribing-screens.ts";

/** A document as a visitor may get it, and the page that it belongs to. */
export interface TestDocument {
  name: string;
  html: string;
  /** Below the page's address. */
  path: string;
  snapshot: Snapshot | null;
}

/** Every kind of document, in each state that is drawn otherwise. */
export function everyDocument(language: Language): TestDocument[] {
  const options = { language, base: "/status/acme" };
  const { partial, fine } = scenes;
  const pages = Object.entries(scenes).map(([name, snapshot]) => ({
    name: `page ${name}`,
    path: "",
    snapshot,
    html: renderPage(snapshot, options),
  }));
  const ofPartial: [name: string, path: string, html: string][] = [
    ["history", "history", renderHistory(partial, stories, null, options)],
    ["history of a month", "history/2025-05", renderHistory(partial, stories, "2025-05", options)],
    ...stories.map((story): [string, string, string] => [
      `story ${story.title}`,
      `${story.kind === "incident" ? "incidents" : "maintenances"}/${story.id}`,
      renderStory(partial, story, options),
    ]),
    ...["Search", "Webhooks", "Website"].map((name): [string, string, string] => [
      `service ${name}`,
      `services/id-${name}`,
      renderService(partial, `id-${name}`, stories, options) ?? "",
    ]),
  ];
  const subscribing = Object.entries(subscribingScreens(language)).map(([name, screen]) => ({
    name: `subscribing ${name}`,
    path: "subscribe",
    snapshot: partial,
    html: renderSubscribing(partial, screen, {
      language,
      base: "/status/acme",
      path: "subscribe?channel=slack",
    }),
  }));
  const notices: [name: string, html: string][] = [
    ["not found", renderNotFound(language)],
    ...(["incident", "maintenance", "service", "address"] as const).map((missing): [string, string] => [
      `no ${missing}`,
      renderNothingHere(language, { missing, home: "/status/acme" }),
    ]),
    ["gone", renderGone(language, "/status/acme")],
    ["page gone", renderGone(language, null)],
    ["unavailable", renderUnavailable(language)],
    ...([{ kind: "wrong" }, { kind: "limited", wait: 840 }, undefined] as const).map(
      (failure): [string, string] => [
        `password ${failure?.kind ?? ""}`,
        renderDoor("password", { language, action: "/status/acme/password", signInUrl: "/sign-in", failure }),
      ],
    ),
    ["members", renderDoor("members", { language, action: "", signInUrl: "/sign-in" })],
  ];
  return [
    ...pages,
    {
      name: "page stale",
      path: "",
      snapshot: fine,
      html: renderPage(fine, { ...options, staleSince: "2025-11-22T13:20:00Z" }),
    },
    ...ofPartial.map(([name, path, html]) => ({ name, path, html, snapshot: partial })),
    ...subscribing,
    ...notices.map(([name, html]) => ({ name, path: "", html, snapshot: null })),
  ];
}

/** The policy that a document is sent with. */
export function policyOf({ name, snapshot }: TestDocument): string {
  return snapshot !== null && name.startsWith("subscribing ")
    ? subscribingPolicy(snapshot)
    : contentSecurityPolicy(snapshot);
}
