/** Who may use an answer as a part of a page of theirs, such as a picture in it. */
type Audience = "same-origin" | "cross-origin";

interface Safety {
  /** Content-Security-Policy; by default one under which nothing runs, loads or is framed. */
  policy?: string;
  /** Whom a browser tells where somebody came from. */
  referrer?: "no-referrer" | "same-origin";
  usableBy?: Audience;
}

/** For what is no document: were it opened as one, it could do nothing. */
const closedPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** What neither a page nor the dashboard uses; passkeys and the clipboard are left as browsers have them. */
const refusedFeatures = [
  "camera",
  "display-capture",
  "geolocation",
  "microphone",
  "midi",
  "payment",
  "usb",
] as const;
const permissionsPolicy = refusedFeatures.map((feature) => `${feature}=()`).join(", ");

/**
 * What every answer tells browsers, so that what is in it can do nothing that it should not: names and values. Visitors'
 * answers are made before any framework sees a request, so this is a list and no middleware.
 */
export function safetyHeaders({
  policy = closedPolicy,
  referrer = "same-origin",
  usableBy = "same-origin",
}: Safety = {}): [name: string, value: string][] {
  return [
    ["Content-Security-Policy", policy],
    ["X-Content-Type-Options", "nosniff"],
    ["Referrer-Policy", referrer],
    ["Permissions-Policy", permissionsPolicy],
    ["Cross-Origin-Opener-Policy", "same-origin"],
    ["Cross-Origin-Resource-Policy", usableBy],
  ];
}
