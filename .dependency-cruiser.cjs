/**
 * The walls of the house: who may import whom. The table is in docs/architecture.md; a new room gets its rule together
 * with its folder.
 */
const test = "\\.(test|spec|fixture)\\.tsx?$";
const testHelper = "(\\.(test|spec|fixture)\\.tsx?|/test-helpers\\.ts)$";
const notCapabilities =
  "(?:http|auth|backup|events|mail|publishing|live|telling|rollups|jobs|outbound|demo|imports)";
const capability = `^apps/server/src/(?!${notCapabilities}/)([^/]+)/`;
const readers = "^apps/server/src/(publishing|live|telling|rollups|jobs)/";
const composition = "^apps/server/src/((main|program|server)\\.ts$|backup/)";

/** A room may import itself, what is listed, and packages from npm. Tests may start the whole product. */
function room(name, path, allowed) {
  const rooms = [path, ...allowed, "node_modules/"];
  const to = { path: "^(packages|apps|e2e|bench|scripts)/" };
  return [
    {
      name: `${name}-imports`,
      comment: `${name} may import ${allowed.length === 0 ? "nothing of ours" : allowed.join(", ")}.`,
      severity: "error",
      from: { path: `^${path}`, pathNot: test },
      to: { ...to, pathNot: rooms.map((entry) => `^${entry}`) },
    },
    {
      name: `${name}-test-imports`,
      comment: `Tests of ${name} may import what it imports, and packages/testing.`,
      severity: "error",
      from: { path: `^${path}.*${test}` },
      to: { ...to, pathNot: [...rooms, "packages/testing/"].map((entry) => `^${entry}`) },
    },
  ];
}

module.exports = {
  forbidden: [
    {
      name: "no-circles",
      comment: "Files that import each other are one thing in two files, or hide a third.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-unknown",
      comment: "What cannot be found passes by every wall unseen. Vite makes what is virtual.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^virtual:" },
    },

    ...room("domain", "packages/domain/", []),
    ...room("ui", "packages/ui/", []),
    ...room("contract", "packages/contract/", ["packages/domain/"]),
    ...room("sdk", "packages/sdk/", ["packages/contract/", "packages/domain/"]),
    ...room("cli", "packages/cli/", ["packages/sdk/"]),
    ...room("database", "packages/database/", ["packages/domain/"]),
    ...room("emails", "packages/emails/", ["packages/domain/"]),
    ...room("status-page", "apps/status-page/", ["packages/contract/", "packages/domain/", "packages/ui/"]),
    ...room("dashboard", "apps/dashboard/", ["packages/contract/", "packages/domain/", "packages/ui/"]),
    ...room("server", "apps/server/", [
      "packages/contract/",
      "packages/domain/",
      "packages/database/",
      "apps/status-page/dist/",
      "packages/emails/dist/",
    ]),
    ...room("testing", "packages/testing/", [
      "apps/server/",
      "packages/contract/",
      "packages/database/",
      "packages/domain/",
    ]),
    {
      name: "domain-is-pure",
      comment:
        "packages/domain holds rules: no I/O, no clock, and no library but Temporal, which is part of the language.",
      severity: "error",
      from: { path: "^packages/domain/src/", pathNot: test },
      to: {
        dependencyTypes: ["npm", "npm-dev", "npm-optional", "npm-peer", "core"],
        pathNot: "node_modules/temporal-(polyfill|spec|utils)/",
      },
    },
    {
      name: "testing-in-tests-only",
      comment: "packages/testing is imported by e2e, bench and tests only.",
      severity: "error",
      from: { pathNot: ["^(e2e|bench|packages/testing)/", test] },
      to: { path: "^packages/testing/" },
    },
    {
      name: "no-jsx-in-the-server",
      comment: "Node runs .ts but no .tsx; React lives in rooms that Vite builds.",
      severity: "error",
      from: { path: "^apps/server/" },
      to: { path: "\\.tsx$" },
    },

    {
      name: "capability-to-capability",
      comment:
        "A capability reads another one through its queries. Commands stay at home; services/recompute is the one writer of status changes, services/reach the one who asks what somebody may act on, signals/set-signals through which machines say how services are, incidents/by-machine through which they open incidents, metrics/store through which they keep what they measure, status-pages/add-status-page of new pages, status-pages/slugs of the addresses of those that are gone.",
      severity: "error",
      from: { path: capability, pathNot: test },
      to: {
        path: capability,
        pathNot: [
          "^apps/server/src/$1/",
          "^apps/server/src/[^/]+/queries(\\.ts$|/)",
          "^apps/server/src/(services/(recompute|reach)|signals/set-signals|incidents/by-machine|metrics/store|status-pages/(add-status-page|slugs))\\.ts$",
        ],
      },
    },
    {
      name: "capability-to-events",
      comment:
        "A capability writes to the log through events/record; cursors and readers are not its business.",
      severity: "error",
      from: { path: capability, pathNot: test },
      to: { path: "^apps/server/src/events/", pathNot: "^apps/server/src/events/(record|types)\\.ts$" },
    },
    {
      name: "readers-are-ends",
      comment:
        "Nobody imports a reader of the log but the composition, so that any can be cut off or moved away.",
      severity: "error",
      from: { path: "^apps/server/src/", pathNot: [composition, readers, test] },
      to: { path: readers },
    },
    {
      name: "reader-imports",
      comment:
        "A reader imports events, the queries of capabilities, the links that it tells subscribers, the shapes that channels take, what takes mails, and outbound.",
      severity: "error",
      from: { path: readers, pathNot: test },
      to: {
        path: "^apps/server/src/[^/]+/",
        pathNot: [
          "^apps/server/src/(events|outbound|$1)/",
          "^apps/server/src/[^/]+/queries(\\.ts$|/)",
          "^apps/server/src/notifications/shapes/",
          "^apps/server/src/(subscribers/links|mail/(post-office|send-mail))\\.ts$",
        ],
      },
    },
    {
      name: "events-know-no-capability",
      comment: "The log carries events; what they mean is known by those who write and read them.",
      severity: "error",
      from: { path: "^apps/server/src/events/", pathNot: test },
      to: { path: "^apps/server/src/[^/]+/", pathNot: "^apps/server/src/events/" },
    },
    {
      name: "mail-is-written-by-all",
      comment:
        "Whoever tells people something writes a mail; how it goes out is known by the composition alone.",
      severity: "error",
      from: { path: "^apps/server/src/", pathNot: [composition, "^apps/server/src/(mail|telling)/", test] },
      to: { path: "^apps/server/src/mail/", pathNot: "^apps/server/src/mail/(send-mail|recipient)\\.ts$" },
    },
    {
      name: "mail-knows-no-capability",
      comment: "A mail is text and an address; what it tells of is known by whoever writes it.",
      severity: "error",
      from: { path: "^apps/server/src/mail/", pathNot: test },
      to: { path: "^apps/server/src/[^/]+/", pathNot: "^apps/server/src/mail/" },
    },
    {
      name: "http-is-outermost",
      comment: "http/ mounts what it is given; only the composition imports it.",
      severity: "error",
      from: { path: "^apps/server/src/", pathNot: [composition, "^apps/server/src/http/", test] },
      to: { path: "^apps/server/src/http/" },
    },
    {
      name: "demo-is-outermost",
      comment: "demo/ does what a person would do, through commands; only the composition imports it.",
      severity: "error",
      from: { path: "^apps/server/src/", pathNot: [composition, "^apps/server/src/demo/", test] },
      to: { path: "^apps/server/src/demo/" },
    },
    {
      name: "imports-are-on-top",
      comment:
        "imports/ makes what people would make, through their commands; no capability knows of it but by its queries.",
      severity: "error",
      from: { path: capability, pathNot: test },
      to: { path: "^apps/server/src/imports/", pathNot: "^apps/server/src/imports/queries\\.ts$" },
    },
    {
      name: "auth-tables-belong-to-auth",
      comment: "Sign-in data is read and written by apps/server/src/auth alone.",
      severity: "error",
      from: { pathNot: ["^apps/server/src/auth/", "^packages/database/", testHelper] },
      to: { path: "^packages/database/src/schema/auth\\.ts$" },
    },

    {
      name: "feature-to-feature",
      comment: "A feature never imports a feature; what two need moves to components/ or lib/.",
      severity: "error",
      from: { path: "^apps/dashboard/src/features/([^/]+)/" },
      to: { path: "^apps/dashboard/src/features/", pathNot: "^apps/dashboard/src/features/$1/" },
    },
    {
      name: "shared-below-features",
      comment: "components/ and lib/ are used by features, not the other way round.",
      severity: "error",
      from: { path: "^apps/dashboard/src/(components|lib)/", pathNot: test },
      to: { path: "^apps/dashboard/src/(features|routes|shell)/" },
    },
    {
      name: "routes-on-top",
      comment: "Routes are thin and outermost; nothing below imports them.",
      severity: "error",
      from: { path: "^apps/dashboard/src/(features|components|lib|shell)/", pathNot: test },
      to: { path: "^apps/dashboard/src/routes/" },
    },
  ],
  options: {
    // Read by the TypeScript 6 that the root brings for tools; version 7 has no interface for them.
    parser: "tsc",
    tsPreCompilationDeps: true,
    doNotFollow: { path: ["node_modules", "/dist/"] },
    exclude: { path: ["\\.gen\\.ts$"] },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
  },
};
