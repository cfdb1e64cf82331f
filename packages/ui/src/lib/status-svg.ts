import { type StatusName, statusLooks, unknownRing } from "./status.ts";

/** Mark and glyph of each status in light, as hex: a tab's icon and a mail know no custom properties. */
export const statusHex: Record<StatusName, { mark: string; foreground: string }> = {
  operational: { mark: "#21966b", foreground: "#03130c" },
  under_maintenance: { mark: "#2763ae", foreground: "#f9fcff" },
  degraded_performance: { mark: "#ac8003", foreground: "#160e02" },
  partial_outage: { mark: "#bb4e12", foreground: "#fffbf9" },
  major_outage: { mark: "#a8042a", foreground: "#fffafa" },
  unknown: { mark: "#727279", foreground: "#fbfbfe" },
};

/** The mark of a status as a whole SVG document, for badges and files. */
export function statusSvg(status: StatusName): string {
  const { shape, glyph } = statusLooks[status];
  const { mark, foreground } = statusHex[status];
  const paths =
    status === "unknown"
      ? `<path d="${shape}" stroke="${mark}" stroke-width="1.6" pathLength="${unknownRing.pathLength}" stroke-dasharray="${unknownRing.dashes}"/>`
      : `<path d="${shape}" fill="${mark}"/><path d="${glyph}" stroke="${foreground}" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="none">${paths}</svg>`;
}

/** The mark as an address for `<link rel="icon" type="image/svg+xml">`. */
export function statusFavicon(status: StatusName): string {
  return `data:image/svg+xml,${encodeURIComponent(statusSvg(status))}`;
}
