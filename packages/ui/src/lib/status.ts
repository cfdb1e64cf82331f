/** What a mark can say about a service, a group, a page or a day. `unknown` is "no data", never good news. */
export type StatusName =
  | "operational"
  | "under_maintenance"
  | "degraded_performance"
  | "partial_outage"
  | "major_outage"
  | "unknown";

/** The middle part of a status's token names: `--status-TOKEN`, `--status-TOKEN-muted` and so on. */
export type StatusToken = "operational" | "maintenance" | "degraded" | "partial" | "major" | "unknown";

type StatusLook = {
  token: StatusToken;
  word: string;
  /** For tight places. */
  short: string;
  /** Outline in a 16 × 16 box. Differs for every status, so that it speaks without colour too. */
  shape: string;
  /** Drawn into the shape with a stroke of 1.6. */
  glyph: string;
};

/** Look and words of every status. The dashed ring of `unknown` is all stroke: its shape is the stroke's path. */
export const statusLooks: Record<StatusName, StatusLook> = {
  operational: {
    token: "operational",
    word: "Operational",
    short: "Up",
    shape: "M8 1a7 7 0 1 1 0 14A7 7 0 1 1 8 1Z",
    glyph: "M5 8.2 7.1 10.3 11 6.1",
  },
  under_maintenance: {
    token: "maintenance",
    word: "Under maintenance",
    short: "Maintenance",
    shape:
      "M5 1.5h6A3.5 3.5 0 0 1 14.5 5v6a3.5 3.5 0 0 1-3.5 3.5H5A3.5 3.5 0 0 1 1.5 11V5A3.5 3.5 0 0 1 5 1.5Z",
    glyph: "M11.6 6.6A2.1 2.1 0 1 1 9.4 4.4M8.1 7.9 5 11",
  },
  degraded_performance: {
    token: "degraded",
    word: "Degraded performance",
    short: "Degraded",
    shape:
      "M9 .9 15.1 7a1.4 1.4 0 0 1 0 2L9 15.1a1.4 1.4 0 0 1-2 0L.9 9a1.4 1.4 0 0 1 0-2L7 .9a1.4 1.4 0 0 1 2 0Z",
    glyph: "M5.2 8h5.6",
  },
  partial_outage: {
    token: "partial",
    word: "Partial outage",
    short: "Partial",
    shape:
      "M9.2 1.7 15.3 12.3A1.4 1.4 0 0 1 14.1 14.4H1.9A1.4 1.4 0 0 1 .7 12.3L6.8 1.7a1.4 1.4 0 0 1 2.4 0Z",
    glyph: "M8 5.4v3.4M8 11.4v.2",
  },
  major_outage: {
    token: "major",
    word: "Major outage",
    short: "Down",
    shape: "M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1Z",
    glyph: "M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6",
  },
  unknown: {
    token: "unknown",
    word: "No data",
    short: "No data",
    shape: "M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 1 1 8 1.8Z",
    glyph: "",
  },
};

/** Eight dashes on the ring of `unknown`, with `pathLength` 32. */
export const unknownRing = { pathLength: 32, dashes: "2.5 1.5" };
