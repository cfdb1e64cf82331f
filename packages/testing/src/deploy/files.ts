import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseEnv } from "node:util";
import { DockerfileParser } from "dockerfile-ast";
import { parse as parseToml } from "smol-toml";
import { parse as parseYaml } from "yaml";
import { z } from "zod";

const root = fileURLToPath(new URL("../../../../", import.meta.url));

/** A file of this repository, by its path. */
export function read(file: string): string {
  return readFileSync(path.join(root, file), "utf8");
}

/** What a file of variables says, those included that are left to be filled in. */
export function readEnv(file: string): Record<string, string> {
  return Object.fromEntries(Object.entries(parseEnv(read(file))).map(([name, value]) => [name, value ?? ""]));
}

const service = z.object({
  image: z.string(),
  environment: z.record(z.string(), z.string()),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
  healthcheck: z.unknown().optional(),
});
export const compose = z
  .object({
    services: z.object({ database: service, fanal: service, caddy: service }),
    networks: z.object({
      default: z.object({ ipam: z.object({ config: z.array(z.object({ subnet: z.string() })) }) }),
    }),
  })
  .parse(parseYaml(read("deploy/compose.yaml")));

/** Where a variable is to be put into a file of Compose. */
const composeVariable = /\$\{(\w+)(?::\?[^}]*|:-([^}]*))\}/g;

/** The variables that a file of Compose asks for. */
export function variablesOfCompose(): string[] {
  return [...read("deploy/compose.yaml").matchAll(composeVariable)].map(([, name = ""]) => name);
}

/** What the service gets, with what the file of variables says. */
export function environmentOfCompose(filled: Record<string, string>): Record<string, string> {
  const fill = (text: string) =>
    text.replaceAll(composeVariable, (_, name: string, otherwise = "") => filled[name] || otherwise);
  const own = Object.entries(compose.services.fanal.environment).map(([name, text]) => [name, fill(text)]);
  return { ...filled, ...Object.fromEntries(own) };
}

export const image = readImage();

function readImage() {
  const parsed = DockerfileParser.parse(read("Dockerfile"));
  const argumentsOf = (keyword: string) =>
    parsed
      .getInstructions()
      .filter((instruction) => instruction.getKeyword() === keyword)
      .map((instruction) => instruction.getRawArgumentsContent() ?? "");
  const program = z.array(z.string());
  return {
    bases: parsed.getFROMs().map((from) => from.getImage()),
    environment: Object.fromEntries(
      parsed
        .getENVs()
        .flatMap((env) => env.getProperties().map((one) => [one.getName(), one.getValue() ?? ""])),
    ),
    users: argumentsOf("USER"),
    exposed: argumentsOf("EXPOSE"),
    steps: argumentsOf("RUN"),
    command: program.parse(JSON.parse(argumentsOf("CMD").at(-1) ?? "")),
    healthCheck: program.parse(
      JSON.parse(/CMD (\[.*\])$/.exec(argumentsOf("HEALTHCHECK")[0] ?? "")?.[1] ?? ""),
    ),
  };
}

/** The objects of the manifests for Kubernetes. */
export const manifests = ["namespace", "config", "server", "ingress"].flatMap((name) =>
  read(`deploy/kubernetes/${name}.yaml`)
    .split(/^---$/m)
    .map((text) => z.looseObject({ apiVersion: z.string(), kind: z.string() }).parse(parseYaml(text))),
);

const unit = read("deploy/fanal.service");

/** What the unit of systemd says of a setting, in order. */
export function settingsOfUnit(name: string): string[] {
  return [...unit.matchAll(new RegExp(`^${name}=(.*)$`, "gm"))].map(([, value = ""]) => value);
}

const seconds = z.string().regex(/^\d+s$/);

/** The fields of https://render.com/docs/blueprint-spec that are used. */
export const render = z
  .strictObject({
    databases: z.tuple([
      z.strictObject({
        name: z.string(),
        plan: z.string(),
        postgresMajorVersion: z.enum(["15", "16", "17", "18"]),
        ipAllowList: z.array(z.never()),
      }),
    ]),
    services: z.tuple([
      z.strictObject({
        type: z.literal("web"),
        name: z.string(),
        runtime: z.literal("docker"),
        dockerfilePath: z.literal("./Dockerfile"),
        plan: z.enum(["starter", "standard", "pro"]),
        healthCheckPath: z.string(),
        maxShutdownDelaySeconds: z.int().min(1).max(300),
        envVars: z.array(
          z.union([
            z.strictObject({ key: z.string(), value: z.string() }),
            z.strictObject({ key: z.string(), generateValue: z.literal(true) }),
            z.strictObject({ key: z.string(), sync: z.literal(false) }),
            z.strictObject({
              key: z.string(),
              fromDatabase: z.strictObject({ name: z.string(), property: z.literal("connectionString") }),
            }),
          ]),
        ),
      }),
    ]),
  })
  .parse(parseYaml(read("deploy/render.yaml")));

/** The fields of https://fly.io/docs/reference/configuration/ that are used. */
export const fly = z
  .strictObject({
    app: z.string(),
    kill_signal: z.literal("SIGTERM"),
    kill_timeout: seconds,
    env: z.record(z.string(), z.string()),
    http_service: z.strictObject({
      internal_port: z.int(),
      force_https: z.literal(true),
      auto_stop_machines: z.enum(["off", "stop", "suspend"]),
      min_machines_running: z.int(),
      checks: z.tuple([
        z.strictObject({
          method: z.literal("GET"),
          path: z.string(),
          interval: seconds,
          timeout: seconds,
          grace_period: seconds,
        }),
      ]),
    }),
    vm: z.tuple([z.strictObject({ size: z.string(), memory: z.string() })]),
  })
  .parse(parseToml(read("deploy/fly.toml")));

/** The fields of https://docs.railway.com/config-as-code/reference that are used. */
export const railway = z
  .strictObject({
    $schema: z.url(),
    build: z.strictObject({ builder: z.literal("DOCKERFILE"), dockerfilePath: z.literal("Dockerfile") }),
    deploy: z.strictObject({
      healthcheckPath: z.string(),
      healthcheckTimeout: z.int(),
      restartPolicyType: z.enum(["ON_FAILURE", "ALWAYS", "NEVER"]),
      drainingSeconds: z.int(),
    }),
  })
  .parse(JSON.parse(read("deploy/railway.json")));

/** The fields of https://devcenter.heroku.com/articles/app-json-schema that are used. */
export const heroku = z
  .strictObject({
    name: z.string(),
    description: z.string(),
    stack: z.literal("container"),
    addons: z.array(z.string()),
    formation: z.strictObject({ web: z.strictObject({ quantity: z.int(), size: z.string() }) }),
    env: z.record(
      z.string(),
      z.strictObject({
        description: z.string(),
        value: z.string().optional(),
        generator: z.literal("secret").optional(),
      }),
    ),
  })
  .parse(JSON.parse(read("app.json")));

/** The fields of https://devcenter.heroku.com/articles/build-docker-images-heroku-yml that are used. */
export const herokuBuild = z
  .strictObject({ build: z.strictObject({ docker: z.strictObject({ web: z.literal("Dockerfile") }) }) })
  .parse(parseYaml(read("heroku.yml")));
