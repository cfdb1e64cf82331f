import type { Language } from "./page-look.ts";

/** What a browser is sent, from which the page's service worker makes a notification. Addresses are relative to the page's. */
export interface PushPayload {
  title: string;
  body: string;
  language: Language;
  /** A later notification with the same takes the place of an earlier one. */
  tag: string;
  icon: string;
  /** What a click opens. */
  url: string;
  /** Where the browser changes what it is told of, and what that is called. */
  manage: { path: string; label: string };
  /** The key of the installation, with which the browser subscribes anew when its subscription ends. */
  key: string;
}
