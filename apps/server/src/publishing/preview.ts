import { type Database, inOrganization, type Reader } from "@fanal/database";
import { incidents, maintenances, postmortems, statusPages } from "@fanal/database/schema";
import { languages } from "@fanal/domain";
import { contentSecurityPolicy, renderPage, renderStory } from "@fanal/status-page";
import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { previewMarkdown } from "../markdown.ts";
import { orNotFound, refuse } from "../refusals.ts";
import type { Addresses } from "../status-pages/queries/hosts.ts";
import { documentKind } from "./answers.ts";
import { withInlineImages } from "./inline-images.ts";
import { type MaintenancePlan, maintenancePlan, storyOfPlan } from "./planned-maintenance.ts";
import { inState, previewStates } from "./sample-states.ts";
import { type BuiltSnapshot, buildSnapshot } from "./snapshot/build.ts";
import { declareDraft } from "./snapshot/draft.ts";
import { readIncidents } from "./snapshot/incidents.ts";
import { readMaintenances } from "./snapshot/maintenances.ts";
import { incidentStory, mostUpdates } from "./stories.ts";

interface PreviewOptions {
  database: Database;
  addresses: Addresses;
  now: () => Date;
  /** Id of the organization that whoever sends the request may read the pages of; ends the request otherwise. */
  authorize: (headers: Headers, organization: string) => Promise<string>;
}

/** Answers a request for how a page of an organization would look; nothing of it is stored. */
export type Preview = (request: Request, page: { organization: string; pageId: string }) => Promise<Response>;

const query = z.object({
  state: z.enum(previewStates).default("live"),
  language: z.enum(languages).optional(),
  incident: z.uuid().optional(),
  maintenance: z.uuid().optional(),
  postmortem: z.enum(["0", "1"]).default("0"),
});
type Query = z.infer<typeof query>;

export function createPreview({ database, addresses, now, authorize }: PreviewOptions): Preview {
  return async (request, { organization, pageId }) => {
    const organizationId = await authorize(request.headers, organization);
    const asked = query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!asked.success) return refuseInput(asked.error);
    const plan = request.method === "POST" ? await readPlan(request) : null;
    if (plan?.success === false) return refuseInput(plan.error);
    if (!z.uuid().safeParse(pageId).success) return refuse("not_found");
    const { result } = await inOrganization(database, organizationId, (reader) =>
      preview(reader, pageId, asked.data, { addresses, now: now(), plan: plan?.data ?? null }),
    );
    return result;
  };
}

/** A form that is no form says the same as one without fields. */
async function readPlan(request: Request) {
  const form = await request.formData().catch(() => new FormData());
  return maintenancePlan.safeParse(Object.fromEntries(form));
}

function refuseInput({ issues }: z.ZodError) {
  return refuse(
    "bad_request",
    undefined,
    issues.map(({ path, message }) => ({ path: path.map(String), message })),
  );
}

async function preview(
  reader: Reader,
  pageId: string,
  asked: Query,
  { addresses, now, plan }: { addresses: Addresses; now: Date; plan: MaintenancePlan | null },
): Promise<Response> {
  const [row] = await reader.db
    .select()
    .from(statusPages)
    .where(and(eq(statusPages.organizationId, reader.organizationId), eq(statusPages.id, pageId)));
  const page = orNotFound(row);
  const draft = asked.incident === undefined ? null : await declareDraft(reader, asked.incident, now);
  const version = page.publishedVersion;
  const built = await buildSnapshot(reader, page, { version, now, addresses, draft });
  const snapshot = await withInlineImages(reader, inState(built.snapshot, asked.state));
  const options = {
    language: asked.language ?? page.language,
    base: `/status/${page.slug}`,
    isInert: true,
  };
  const { services } = built;
  const story =
    plan === null
      ? await storyAsked(reader, built, asked)
      : await storyOfPlan(reader, plan, { services, now });
  const html = story === null ? renderPage(snapshot, options) : renderStory(snapshot, story, options);
  return new Response(html, { headers: headersFor(contentSecurityPolicy(snapshot), options.language) });
}

/** The story that is looked at on its own: a maintenance, or an incident with the draft of its postmortem. */
async function storyAsked(
  reader: Reader,
  { services }: BuiltSnapshot,
  { incident: incidentId, maintenance: maintenanceId, postmortem }: Query,
) {
  if (maintenanceId !== undefined) {
    const rows = await reader.db
      .select()
      .from(maintenances)
      .where(
        and(
          eq(maintenances.organizationId, reader.organizationId),
          eq(maintenances.id, maintenanceId),
          isNull(maintenances.deletedAt),
        ),
      );
    const [maintenance] = await readMaintenances(reader, rows, { services, mostUpdates });
    return { kind: "maintenance" as const, ...orNotFound(maintenance) };
  }
  if (incidentId === undefined || postmortem === "0") return null;
  const rows = await reader.db
    .select()
    .from(incidents)
    .where(
      and(
        eq(incidents.organizationId, reader.organizationId),
        eq(incidents.id, incidentId),
        isNull(incidents.deletedAt),
      ),
    );
  const [read] = await readIncidents(reader, rows, { services, mostUpdates });
  const story = await incidentStory(orNotFound(read));
  const [written] = await reader.db
    .select({ draft: postmortems.draft, updatedAt: postmortems.updatedAt })
    .from(postmortems)
    .where(
      and(eq(postmortems.organizationId, reader.organizationId), eq(postmortems.incidentId, incidentId)),
    );
  const { draft, updatedAt } = orNotFound(written);
  return {
    ...story,
    hasPostmortem: true,
    postmortem: { html: await previewMarkdown(draft), publishedAt: updatedAt.toISOString() },
  };
}

/** It shows no page that anybody could follow, so no script could run in it; only our own dashboard may frame it. */
function headersFor(policy: string, language: string): [string, string][] {
  const inert = policy.replace(/script-src [^;]*/, "script-src 'none'");
  const { contentType, headers } = documentKind(language, inert);
  const pairs = headers.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name, headers[index + 1] ?? ""]] : [],
  );
  return [
    ["Content-Type", contentType],
    ["Cache-Control", "no-store"],
    ["X-Robots-Tag", "noindex"],
    ...pairs,
  ];
}
