import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { type StatusName, statusLooks } from "../lib/status.ts";
import { statusFavicon } from "../lib/status-svg.ts";
import { ProgressIcon } from "./progress-icon.tsx";
import { StatusIcon, StatusLabel } from "./status-icon.tsx";

const statuses: StatusName[] = [
  "operational",
  "under_maintenance",
  "degraded_performance",
  "partial_outage",
  "major_outage",
  "unknown",
];

test("no two statuses share a silhouette or a word", () => {
  const looks = Object.values(statusLooks);
  expect(looks).toHaveLength(6);
  expect(new Set(looks.map((look) => look.shape)).size).toBe(6);
  expect(new Set(looks.map((look) => look.word)).size).toBe(6);
});

test.each(statuses)("the mark of %s is drawn on a server, coloured by its own tokens alone", (status) => {
  const html = renderToStaticMarkup(<StatusIcon status={status} />);
  const { token } = statusLooks[status];
  const colours = [...html.matchAll(/var\(--([\w-]+)\)/g)].map(([, name]) => name);
  expect(colours).toEqual(
    status === "unknown" ? ["status-unknown"] : [`status-${token}`, `status-${token}-foreground`],
  );
  expect(html).not.toMatch(/class=|style=/);
});

test("a mark beside its word is silent, and one that stands alone has a name", () => {
  const label = renderToStaticMarkup(<StatusLabel status="major_outage" />);
  expect(label).toContain('aria-hidden="true"');
  expect(label).toContain(">Major outage</span>");
  const alone = renderToStaticMarkup(<StatusIcon status="major_outage" label="Major outage" />);
  expect(alone).toContain('role="img" aria-label="Major outage"');
  expect(alone).not.toContain("aria-hidden");
});

test("a label can be short, or say its own words", () => {
  expect(renderToStaticMarkup(<StatusLabel status="major_outage" short />)).toContain(">Down<");
  expect(renderToStaticMarkup(<StatusLabel status="unknown">Not yet</StatusLabel>)).toContain(">Not yet<");
});

test("the pie of an incident fills from investigating to resolved, in the colour of text", () => {
  const states = ["investigating", "identified", "monitoring", "resolved"] as const;
  const pictures = states.map((state) => renderToStaticMarkup(<ProgressIcon state={state} />));
  expect(new Set(pictures.map((html) => html.replace(/data-state="\w+"/, ""))).size).toBe(4);
  for (const html of pictures) expect(html).not.toContain("--status-");
  const past = renderToStaticMarkup(<ProgressIcon state="identified" tone="past" />);
  expect(past).toContain("var(--muted-foreground)");
});

test.each(statuses)("the tab's icon for %s is a whole picture in itself", (status) => {
  const address = statusFavicon(status);
  expect(address.startsWith("data:image/svg+xml,")).toBe(true);
  const svg = decodeURIComponent(address.slice("data:image/svg+xml,".length));
  expect(svg).toContain('xmlns="http://www.w3.org/2000/svg"');
  expect(svg).toContain(statusLooks[status].shape);
  expect(svg).not.toContain("var(");
});
