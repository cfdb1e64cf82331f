import type { RequestListener, Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { connect, type Database, migrate, traceQueries } from "@fanal/database";
import { lockDataDirectory, startEmbeddedPostgres } from "@fanal/database/embedded";
import { getRequestListener } from "@hono/node-server";
import { createAlertHearing } from "./alerts/hear.ts";
import { createEventExport } from "./audit-log/export.ts";
import { type Auth, createAuth } from "./auth/auth.ts";
import { authorizeSockets } from "./auth/authorize-socket.ts";
import { createEvenAnswers } from "./auth/even-answers.ts";
import { forgetExpired } from "./auth/forget-expired.ts";
import { hasOrganizations } from "./auth/memberships.ts";
import { recognizeMembers } from "./auth/recognize-members.ts";
import { createSignInLimits } from "./auth/sign-in-limits.ts";
import { createSignUpRule } from "./auth/sign-up-rule.ts";
import { authorizeCaller, authorizeReading } from "./authorize-reading.ts";
import { startChecking } from "./checks/scheduler.ts";
import { createClientAddress } from "./client-address.ts";
import { type Config, isLocal, urlAt } from "./config.ts";
import { patienceWith } from "./connect-database.ts";
import type { Context } from "./context.ts";
import { createCounts } from "./counts.ts";
import { startDemoPulse } from "./demo/pulse.ts";
import { demoLogin, isDemoBegun, seedDemo } from "./demo/seed.ts";
import { followEvents } from "./events/follower.ts";
import { runReader } from "./events/reader.ts";
import { changesAccess, type FanalEvent } from "./events/types.ts";
import { listenForWakeUps } from "./events/wake-up.ts";
import { createHeartbeatHearing } from "./heartbeats/hear.ts";
import { startHeartbeatWatch } from "./heartbeats/watch.ts";
import { createApp } from "./http/app.ts";
import { answer } from "./http/errors.ts";
import { createHealth } from "./http/health.ts";
import { closeServer, listen } from "./http/listen.ts";
import { forgetIdempotencyKeys } from "./idempotency.ts";
import { startPastImports } from "./imports/worker.ts";
import { findSilent, noteSilence } from "./incidents/watch.ts";
import { findInvitedAddress } from "./invitations/joining.ts";
import { schedulingReaderName } from "./jobs/reader.ts";
import { startJobs } from "./jobs/start-jobs.ts";
import { createOperatorGateway } from "./live/operators.ts";
import { rejectUpgrade } from "./live/reject-upgrade.ts";
import { createVisitorGateway } from "./live/visitors.ts";
import { createLog } from "./log.ts";
import { forgetFiles } from "./mail/forget-files.ts";
import { forgetMails } from "./mail/forget-mails.ts";
import { createOutbox } from "./mail/outbox.ts";
import { addressIn } from "./mail/post-office.ts";
import { startSender } from "./mail/sender.ts";
import { createSmtpOffice } from "./mail/smtp.ts";
import { extendAllSeries } from "./maintenances/extend.ts";
import { findDueSteps, takeDueSteps } from "./maintenances/steps.ts";
import { keepPartitions, startRollingUp } from "./metrics/roll-up.ts";
import { createExport } from "./organizations/export-organization.ts";
import { createOutgoing } from "./outgoing.ts";
import { createGate } from "./publishing/access.ts";
import { createArtifactStore } from "./publishing/artifacts.ts";
import { answerCertificates } from "./publishing/certificates.ts";
import { keepOnDisk, readPagesFromDisk } from "./publishing/disk.ts";
import { createDoorCookies } from "./publishing/door/cookie.ts";
import { createLocate } from "./publishing/locate.ts";
import { createPreview } from "./publishing/preview.ts";
import { publishingReaderName } from "./publishing/reader.ts";
import { servePage } from "./publishing/serve.ts";
import { startPublishing } from "./publishing/start-publishing.ts";
import { createReportExport } from "./reports/export.ts";
import { rollupReader } from "./rollups/reader.ts";
import { safetyHeaders } from "./safety-headers.ts";
import { createScim } from "./scim/serve.ts";
import { secretsOf } from "./secret.ts";
import { createSecretBox } from "./secret-box.ts";
import { findRefusedAt } from "./sign-in/find-refused-at.ts";
import { recheckEmailDomains } from "./sign-in/recheck-email-domains.ts";
import { createSigner } from "./signer.ts";
import { recheckDomains } from "./status-pages/recheck-domains.ts";
import { createSubscriberExport } from "./subscribers/export.ts";
import { startImports } from "./subscribers/import-worker.ts";
import { subscriberLinks } from "./subscribers/links.ts";
import { createSubscribing } from "./subscribers/serve.ts";
import { createBounces } from "./telling/bounces/serve.ts";
import type { LinksOf } from "./telling/channel.ts";
import { createSenders } from "./telling/channels/index.ts";
import { noticeReaderName } from "./telling/notice-reader.ts";
import { tellingReaderName } from "./telling/reader.ts";
import { startTelling } from "./telling/start-telling.ts";
import { startTracing, traceQuery } from "./tracing.ts";
import { createTxtRecords } from "./txt-records.ts";
import { rollupReaderName } from "./uptime/queries/rolled-days.ts";
import { keepVapidKeys } from "./vapid-keys.ts";
import { createWebPush, pushSubject } from "./web-push.ts";

export interface Fanal extends AsyncDisposable {
  /** Public address, without a slash at the end. */
  url: string;
  port: number;
  demo: Demo | null;
}

interface Demo {
  login: { email: string; password: string };
  /** `null`: somebody has deleted it. */
  pageUrl: string | null;
}

export interface StartOptions {
  /** Gives up the start: waits for no database any longer, and ends the one that was begun. */
  signal: AbortSignal;
  /** Told in whole sentences what a person at the terminal should know while it starts. */
  notice: (line: string) => void;
  /** Name servers to ask instead of the machine's own, as `address:port`. */
  nameServers?: readonly string[];
  /** Time between two questions whether open sockets may go on, in milliseconds: beside the events that tell of it. */
  askSocketsEveryMs?: number;
  /** How long a write waits at most for its page, in milliseconds; else half a second. */
  publishingPatienceMs?: number;
}

const quietly: StartOptions = { signal: new AbortController().signal, notice: () => {} };
const drainMs = 10_000;
const housekeepingMs = 3_600_000;
const poolSizes = { requests: 20, readers: 10, jobs: 5, telling: 5, checks: 3 };

/**
 * Starts a whole server and resolves when it is ready. It listens first and serves the pages that an earlier run left
 * on disk, so that visitors are answered while the database is not there yet. Whatever was started is ended again, in
 * reverse, when it is disposed of or when the start fails.
 */
export async function startFanal(
  config: Config,
  { signal, notice, nameServers, askSocketsEveryMs, publishingPatienceMs = 500 }: StartOptions = quietly,
): Promise<Fanal> {
  await using started = new AsyncDisposableStack();
  const counts = createCounts();
  const log = createLog(config.logLevel, { counted: counts.logged });
  const now = () => new Date();
  if (config.tracesEndpoint !== null) started.use(await startTracing(config.tracesEndpoint));
  started.use(await lockDataDirectory(config.dataDirectory));
  const secrets = await secretsOf(config);

  const store = createArtifactStore({ log });
  const onDisk = await readPagesFromDisk(config.dataDirectory, log);
  for (const page of onDisk.pages) store.install(page);
  store.confirmBy(() => onDisk.confirmedAt);

  const locate = createLocate({
    store,
    pagesDomain: config.pagesDomain,
    ownHost: config.url === null ? null : new URL(config.url).hostname,
  });
  let handle: RequestListener = sayStarting;
  const isSecure = config.url?.startsWith("https:") ?? false;
  const clientAddress = createClientAddress(config.trustedProxies);
  const signer = createSigner(secrets);
  const subscribing = createSubscribing({ signer, now, log, clientAddress });
  const gate = createGate({ cookies: createDoorCookies(secrets, { isSecure }), clientAddress, log });
  const server = await listen({
    host: config.host,
    port: config.port,
    onError: (error) => log.warn({ err: error }, "a connection could not be accepted"),
    onRequest: (request, response) => {
      if (isSecure) response.setHeader("Strict-Transport-Security", "max-age=31536000");
      if (answerCertificates({ store, locate }, request, response)) return;
      if (!servePage({ store, gate, locate, personal: subscribing, log }, request, response))
        handle(request, response);
    },
  });
  started.defer(() => closeServer(server, drainMs));
  const visitors = createVisitorGateway({
    pages: store,
    locate,
    admit: (request, slug) => gate.admitSocket(request, store.get(slug)),
    clientAddress,
    admitEveryMs: askSocketsEveryMs,
  });
  store.onLock((pageId) => visitors.closePage(pageId, "who may see it has changed"));
  started.defer(() => visitors.drain());
  const port = portOf(server);
  const url = config.url ?? urlAt(config.host, port);
  const trustedOrigins = originsOf(url, config.host, port);

  const databaseUrl = config.databaseUrl ?? (await startOwnPostgres(config, started, { signal, notice }));
  const patiently = patienceWith({ url: databaseUrl, notice, hasPages: onDisk.pages.length > 0, signal });
  const { role } = await patiently(() => migrate(databaseUrl, signal));
  const pools: Record<string, Database> = {};
  const open = (name: string, maxConnections: number) => {
    const pool = started.use(
      connect({
        url: databaseUrl,
        role,
        maxConnections,
        name: `fanal ${name}`,
        onError: (error) => log.warn({ err: error }, "a database connection broke"),
      }),
    );
    if (config.tracesEndpoint !== null) traceQueries(pool, traceQuery);
    pools[name] = pool;
    return pool;
  };
  const database = open("requests", poolSizes.requests);
  const readersDatabase = open("readers", poolSizes.readers);
  const jobsDatabase = open("jobs", poolSizes.jobs);
  const wakeUps = started.use(listenForWakeUps(databaseUrl, log));

  const context: Context = {
    database,
    now,
    log,
    url,
    pagesDomain: config.pagesDomain,
    txtRecords: createTxtRecords(nameServers ?? null),
    outgoing: createOutgoing(config),
    secretBox: createSecretBox(secrets),
    signer,
    mailFrom: config.mail === null ? null : addressIn(config.mail.from),
  };
  const { secretBox: box } = context;
  const vapidKeys = await patiently(() => keepVapidKeys(database, { box, now }));
  const webPush = createWebPush(vapidKeys, pushSubject(config, url));
  subscribing.workWith(context, webPush);
  started.defer(() => subscribing.settled());
  const limits = createSignInLimits(database);
  const signUpRule = createSignUpRule({
    staysOpen: config.isSignUpOpen,
    database,
    findInvitedAddress: (token) => findInvitedAddress(context, token),
  });
  const auth = createAuth({
    database,
    url,
    trustedOrigins,
    secrets,
    limits,
    sendsMail: context.mailFrom !== null,
    signUpRule,
    auth0: config.auth0,
    box,
    outgoing: context.outgoing,
    now,
    log,
  });

  const members = recognizeMembers({ auth, database });
  gate.askBy({
    database,
    isMember: members.recognize,
    refusedAt: (cookie, organizationId) => findRefusedAt({ auth, database }, cookie, organizationId),
    url,
  });

  // Until all pages are loaded, those on disk are as old as they were found.
  let lastConfirmed = () => onDisk.confirmedAt;
  const disk = started.use(keepOnDisk(config.dataDirectory, () => lastConfirmed(), log));
  const publishing = started.use(
    startPublishing({
      database: readersDatabase,
      store,
      disk,
      wakeUps,
      addresses: { url, pagesDomain: config.pagesDomain },
      patienceMs: publishingPatienceMs,
      now,
      log,
    }),
  );
  const operators = createOperatorGateway({
    authorize: authorizeSockets({ auth, database, trustedOrigins }),
    position: (organizationId) => follower.position(organizationId),
    log,
    authorizeEveryMs: askSocketsEveryMs,
  });
  started.defer(() => operators.drain());
  // Sockets that lost a right are asked for before anything else is told; those of visitors know nobody by name.
  const askVisitorsAgain = () => {
    members.forget();
    visitors.askAgain();
  };
  wakeUps.onSessionsEnded((userId) => {
    askVisitorsAgain();
    operators.askAgain(userId);
  });
  const see = async (events: FanalEvent[]) => {
    if (events.some(({ type }) => changesAccess(type))) askVisitorsAgain();
    const published = await publishing.see(events);
    for (const page of published) visitors.tell(page);
    for (const event of events) {
      if (event.type === "status_page.deleted" && event.subjectId !== null)
        visitors.closePage(event.subjectId, "it is gone");
    }
    operators.tell(events);
  };
  const seeErased = (organizationId: string) => {
    for (const pageId of publishing.forget(organizationId)) visitors.closePage(pageId, "it is gone");
    operators.closeAllOf(organizationId);
    forgetFiles(database, config.dataDirectory).catch((error) =>
      log.warn(
        { err: error },
        "mails of a deleted organization are still there as files; tried again in an hour",
      ),
    );
  };
  const follower = started.use(
    await patiently(() =>
      followEvents(
        { see, seeErased },
        { database: readersDatabase, after: publishingReaderName, wakeUps, log },
      ),
    ),
  );
  await patiently(() => publishing.loadAll());
  lastConfirmed = follower.lastLook;
  store.confirmBy(follower.confirmedAt);

  const demo = await patiently(() => offerDemo(config, context, auth));
  if (demo !== null) started.use(startDemoPulse(context));

  const housekeeping = setInterval(() => {
    Promise.all([
      forgetIdempotencyKeys(database, now()),
      forgetExpired(database, now()),
      forgetMails(database).then(() => forgetFiles(database, config.dataDirectory)),
      recheckDomains(context),
      recheckEmailDomains(context),
    ]).catch((error) => log.warn({ err: error }, "housekeeping failed"));
  }, housekeepingMs);
  started.defer(() => clearInterval(housekeeping));

  const app = await createApp({
    context,
    auth,
    evenAnswers: started.use(createEvenAnswers(log)),
    untilVisible: publishing.untilVisible,
    preview: createPreview({
      database,
      addresses: context,
      now,
      authorize: authorizeReading({ auth, database, now }, "status_page.read"),
    }),
    exportEvents: createEventExport({
      database,
      authorize: authorizeReading({ auth, database, now }, "event.read"),
    }),
    exportReport: createReportExport({
      database,
      now,
      authorize: authorizeReading({ auth, database, now }, "service.read"),
    }),
    exportSubscribers: createSubscriberExport({
      database,
      authorize: authorizeReading({ auth, database, now }, "subscriber.read"),
    }),
    exportOrganization: createExport({
      database,
      now,
      authorize: authorizeCaller({ auth, database, now }, "organization.delete"),
    }),
    scim: createScim(context),
    hearOfMail: createBounces(context, config.mailEvents),
    hearHeartbeat: createHeartbeatHearing(database),
    hearAlerts: createAlertHearing(database),
    trustedOrigins,
    clientAddress,
    offers: {
      demoLogin: demo?.login ?? null,
      auth0: config.auth0 === null ? null : config.auth0.isOnlyWay ? "only" : "beside",
      isSignUpOpen: signUpRule.isOpen,
    },
    counts,
    health: createHealth({
      registry: counts.registry,
      database: readersDatabase,
      pools,
      readers: [
        publishingReaderName,
        schedulingReaderName,
        tellingReaderName,
        noticeReaderName,
        rollupReaderName,
      ],
      openSockets: () => ({ visitors: visitors.count(), dashboard: operators.count() }),
    }),
  });
  handle = getRequestListener(app.fetch);
  server.on("upgrade", (request, socket, head) => {
    if (visitors.handleUpgrade(request, socket, head) || operators.handleUpgrade(request, socket, head))
      return;
    rejectUpgrade(socket, 404);
  });

  const office =
    config.mail === null
      ? createOutbox(config.dataDirectory, log)
      : createSmtpOffice(config.mail.smtpUrl, config.mail.from);
  const linksOf: LinksOf = (subscriber, page) => subscriberLinks(context, subscriber, page);
  const senders = createSenders({
    office: context.mailFrom === null ? null : office,
    outgoing: context.outgoing,
    box,
    webPush,
    linksOf,
  });
  wakeUps.onTold(operators.tellOfDeliveries);
  const tellingDatabase = open("telling", poolSizes.telling);
  const atWork = [
    startJobs({
      database: jobsDatabase,
      readersDatabase,
      wakeUps,
      work: {
        takeDueSteps: (step) => takeDueSteps(jobsDatabase, step),
        findDueSteps: () => findDueSteps(jobsDatabase),
        noteSilence: (incident) => noteSilence(jobsDatabase, incident),
        findSilent: () => findSilent(jobsDatabase),
        extendAllSeries: () => extendAllSeries(jobsDatabase),
        keepPartitions: () => keepPartitions(jobsDatabase),
      },
      log,
    }),
    startHeartbeatWatch({ database: jobsDatabase, log }),
    startChecking({ database: open("checks", poolSizes.checks), outgoing: context.outgoing, log }),
    startSender({ database: jobsDatabase, office, onMail: wakeUps.onMail, log }),
    startTelling({
      readersDatabase,
      database: tellingDatabase,
      senders,
      linksOf,
      wakeUps,
      addresses: context,
      after: publishingReaderName,
      counted: counts.delivered,
      now,
      log,
    }),
    startImports({ ...context, database: jobsDatabase }),
    startPastImports({ ...context, database: jobsDatabase }),
    runReader(rollupReader(now), { database: readersDatabase, wakeUps, log }),
    startRollingUp({ database: jobsDatabase, log }),
  ];
  // All at once: with a database that is silent each takes as long as patience with it lasts.
  started.defer(async () => void (await Promise.all(atWork.map((one) => one[Symbol.asyncDispose]()))));

  // Ends before all that requests need: those under way find it in its place, and later ones are turned away.
  started.defer(() => {
    visitors.drain();
    operators.drain();
    return closeServer(server, drainMs);
  });

  const running = started.move();
  return { url, port, demo, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

/** The demo, which is made where it is wanted: by default in an empty database of our own. */
async function offerDemo(config: Config, context: Context, auth: Auth): Promise<Demo | null> {
  // Its login is a password.
  if (config.auth0?.isOnlyWay) return null;
  const { database } = context;
  const isEmpty = config.databaseUrl === null && !(await hasOrganizations(database));
  const isWanted = config.demo ?? (isEmpty || (await isDemoBegun(database)));
  if (!isWanted) return null;
  const slug = await seedDemo(context, auth);
  return { login: demoLogin, pageUrl: slug === null ? null : `${context.url}/status/${slug}` };
}

async function startOwnPostgres(
  config: Config,
  started: AsyncDisposableStack,
  { signal, notice }: StartOptions,
): Promise<string> {
  const postgres = started.use(
    await startEmbeddedPostgres({
      directory: path.join(config.dataDirectory, "postgres"),
      log: notice,
      signal,
    }),
  );
  return postgres.url;
}

/**
 * What anything but a page from disk is answered until the database is there. The process itself is well: whoever
 * watches it must not end it for a database that is away.
 */
const sayStarting: RequestListener = (request, response) => {
  response.setHeaders(new Headers(safetyHeaders()));
  if (request.url === "/healthz") {
    response.writeHead(200, { "content-type": "text/plain; charset=UTF-8" }).end("ok");
    return;
  }
  const why = "Fanal is starting and waits for its database. Try again in a few seconds.";
  const { status, headers, body } = answer("unavailable", "starting", why);
  response.writeHead(status, { ...headers, "content-type": "application/json" }).end(JSON.stringify(body));
};

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port");
  return address.port;
}

/** Our own origins. On a developer's machine the same server is reached by several names. */
function originsOf(url: string, host: string, port: number): string[] {
  const local = isLocal(host)
    ? ["localhost", "127.0.0.1", "[::1]"].map((name) => `http://${name}:${port}`)
    : [];
  return [...new Set([new URL(url).origin, ...local])];
}
