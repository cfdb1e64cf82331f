/// <reference lib="webworker" />
import type { PushPayload } from "@fanal/domain";

/*
 * Shows what the page's subscribers are told while none of its documents is open. It is a file of its own below the page's
 * address, which is its scope, and answers no requests: the page is as it is without it.
 */
declare const self: ServiceWorkerGlobalScope;

/** What the last message said of this browser's subscription, for when there is none in the event that it ended. */
type Known = Pick<PushPayload, "key"> & { path: string };

/** What not every browser has, nor its types. */
interface More {
  renotify: boolean;
  actions: { action: string; title: string }[];
}

const here = (path: string) => new URL(path, self.registration.scope).href;

/** A place for one answer: workers have no other storage that is as short to use. */
const memory = () => caches.open(`fanal-push ${self.registration.scope}`);

async function show(payload: PushPayload): Promise<void> {
  const { title, body, language, tag, icon, url, manage, key } = payload;
  const known: Known = { path: manage.path, key };
  await (await memory()).put(here(manage.path), new Response(JSON.stringify(known))).catch(() => undefined);
  const options: NotificationOptions & More = {
    ...{ body, tag, lang: language, dir: "auto", renotify: true },
    ...{ icon: here(icon), data: { url: here(url), manage: here(manage.path) } },
    actions: [{ action: "manage", title: manage.label }],
  };
  await self.registration.showNotification(title, options);
}

async function open(url: string): Promise<void> {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const known = windows.find((window) => window.url === url);
  await (known ? known.focus() : self.clients.openWindow(url));
}

/** A push service may give the browser another address; the link of the subscription says whose it is. */
async function renew(given: PushSubscription | null): Promise<void> {
  const kept = await memory();
  const last = (await kept.keys()).at(-1);
  const answer = last && (await kept.match(last));
  if (!answer) return;
  const { path, key }: Known = await answer.json();
  const subscription =
    given ??
    (await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
  const body = new URLSearchParams({ action: "renew", subscription: JSON.stringify(subscription) });
  await fetch(here(path), { method: "POST", body });
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("push", (event) => {
  if (event.data) event.waitUntil(show(event.data.json()));
});
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { url, manage } = event.notification.data;
  event.waitUntil(open(event.action === "manage" ? manage : url));
});
self.addEventListener("pushsubscriptionchange", (event) => {
  const { newSubscription } = event as Event & { newSubscription?: PushSubscription | null };
  (event as ExtendableEvent).waitUntil(renew(newSubscription ?? null));
});
