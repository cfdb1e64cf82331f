import { contract } from "@fanal/contract";
import { createEvenAnswers } from "../auth/even-answers.ts";
import { openPaths } from "../auth/open-paths.ts";
import { createClientAddress } from "../client-address.ts";
import { feedKinds, feeds } from "../publishing/feeds/index.ts";
import type { PagePath } from "../publishing/page-path.ts";
import { publicApiPaths } from "../publishing/public-api/index.ts";
import { roomsOver } from "../rooms.fixture.ts";
import { createApp } from "./app.ts";
import { addressOf, type Ids } from "./examples.fixture.ts";
import { openAsSuperuser, proceduresOf } from "./test-helpers.ts";

/** What there is to ask for. */
export interface Furnished {
  organization: string;
  ids: Ids;
  /** Of a page that is published. */
  pageSlug: string;
}

/** Each address that the server answers: of the contract, of Better Auth, of pages, and of what stands beside them. */
export async function everyAddress(databaseUrl: string, furnished: Furnished): Promise<string[]> {
  const { organization, ids, pageSlug } = furnished;
  return [
    ...new Set([
      ...proceduresOf(contract).map(({ path }) => addressOf(path, organization, ids)),
      ...[...openPaths].map((path) => `/api/auth${path}`),
      ...(await ownRoutes(databaseUrl)).map((path) =>
        path.replaceAll("*", "nothing-here").replace(/:(\w+)/g, (_, name: string) => {
          const values: Record<string, string> = { organization, ...ids };
          return values[name] ?? "nothing-here";
        }),
      ),
      ...Object.values(pagePaths(ids))
        .flat()
        .map((path) => `/status/${pageSlug}${path === "" ? "" : `/${path}`}`),
      ...dashboardAddresses,
      "/api/caddy/ask?domain=status.example",
      "/status/nobody",
      "/nothing-here",
    ]),
  ];
}

/** Its one document answers for all addresses of its router. */
const dashboardAddresses = ["/", "/sign-in", "/app/acme", "/invitations/x", "/favicon.svg"];

function pagePaths({
  serviceId,
  metricId,
  incidentId,
  maintenanceId,
}: Ids): Record<PagePath["kind"], string[]> {
  return {
    page: [""],
    history: ["history", `history/${new Date().toISOString().slice(0, 7)}`],
    story: [`incidents/${incidentId}`, `maintenances/${maintenanceId}`],
    service: [`services/${serviceId}`],
    metric: [`metrics/${metricId}`],
    feed: feedKinds.map((kind) => feeds[kind].path),
    badge: ["badge.svg"],
    api: publicApiPaths,
    image: ["images/no-such-image-here.png"],
    service_worker: ["service-worker.js"],
    push_icon: ["notification-icons/operational.png"],
  };
}

/** Patterns of all routes of the Hono application, as it has them itself. */
async function ownRoutes(databaseUrl: string): Promise<string[]> {
  await using database = openAsSuperuser(databaseUrl);
  const { context, auth } = roomsOver(database);
  const answered = () => Promise.resolve(new Response());
  const { routes } = await createApp({
    context,
    auth,
    evenAnswers: createEvenAnswers(context.log),
    untilVisible: () => Promise.resolve(),
    preview: answered,
    exportOrganization: answered,
    exportEvents: answered,
    exportReport: answered,
    exportSubscribers: answered,
    scim: answered,
    hearOfMail: () => Promise.resolve("not_found" as const),
    hearHeartbeat: () => Promise.resolve("not_found" as const),
    hearAlerts: () => Promise.resolve("not_found" as const),
    trustedOrigins: [context.url],
    clientAddress: createClientAddress([]),
    counts: { answered: () => {} },
    health: {
      readiness: () => Promise.resolve({ status: "ready", readerLagSeconds: {} }),
      metrics: () => Promise.resolve(""),
      metricsType: "text/plain",
    },
    offers: { demoLogin: null, auth0: null, isSignUpOpen: () => Promise.resolve(true) },
  });
  return routes.map(({ path }) => path);
}
