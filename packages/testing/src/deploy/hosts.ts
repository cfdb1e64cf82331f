import {
  environmentOfCompose,
  fly,
  heroku,
  image,
  manifests,
  railway,
  readEnv,
  render,
  settingsOfUnit,
} from "./files.ts";

/** One way of deploying. */
export interface Host {
  name: string;
  /** What its file sets, as far as it is not left to be filled in. */
  environment: Record<string, string>;
  /** What an operator fills in, and the host adds by itself, as its documentation says. The database is none of it. */
  given: Record<string, string>;
  /** What the image sets below it. */
  image: Record<string, string>;
  /** What it asks to learn whether the server is well. */
  healthPaths: string[];
  /** How it reaches the database: by TLS with a certificate that nobody has signed, or as it is. */
  database: "plain" | "self-signed";
}

const secret = "what somebody has made with openssl rand";
const url = "https://fanal.example.com";
const mail = { SMTP_URL: "smtp://127.0.0.1:1", MAIL_FROM: "Fanal <status@example.com>" };

const filledInCompose = {
  ...readEnv("deploy/compose.env.example"),
  ...mail,
  POSTGRES_PASSWORD: "abcdef",
  FANAL_SECRET: secret,
};

export const hosts: readonly Host[] = [
  {
    name: "Docker",
    environment: {},
    given: { FANAL_SECRET: secret, FANAL_URL: url },
    image: image.environment,
    healthPaths: [],
    database: "plain",
  },
  {
    name: "Compose",
    environment: environmentOfCompose(filledInCompose),
    given: {},
    image: image.environment,
    healthPaths: [],
    database: "plain",
  },
  {
    name: "Kubernetes",
    environment: configOfKubernetes(),
    given: { ...readEnv("deploy/kubernetes/secret.env.example"), ...mail, FANAL_SECRET: secret },
    image: image.environment,
    healthPaths: [...JSON.stringify(manifests).matchAll(/"httpGet":{"path":"([^"]+)"/g)].map(
      ([, path = ""]) => path,
    ),
    database: "plain",
  },
  {
    name: "systemd",
    environment: Object.fromEntries(
      settingsOfUnit("Environment").map((setting) => /^(\w+)=(.*)$/.exec(setting)?.slice(1) ?? []),
    ),
    given: { ...readEnv("deploy/fanal.env.example"), FANAL_SECRET: secret },
    image: {},
    healthPaths: [],
    database: "plain",
  },
  {
    name: "Render",
    environment: Object.fromEntries(
      render.services[0].envVars.flatMap((one) => ("value" in one ? [[one.key, one.value]] : [])),
    ),
    given: { FANAL_SECRET: secret, FANAL_URL: url, RENDER: "true", RENDER_EXTERNAL_URL: url },
    image: image.environment,
    healthPaths: [render.services[0].healthCheckPath],
    database: "plain",
  },
  {
    name: "Fly.io",
    environment: fly.env,
    given: { FANAL_SECRET: secret, FLY_APP_NAME: fly.app },
    image: image.environment,
    healthPaths: [fly.http_service.checks[0].path],
    database: "plain",
  },
  {
    name: "Railway",
    environment: {},
    given: {
      FANAL_SECRET: secret,
      FANAL_URL: url,
      FANAL_SIGN_UP: "0",
      FANAL_TRUSTED_PROXIES: "100.64.0.0/10",
      RAILWAY_PUBLIC_DOMAIN: "fanal.example.com",
    },
    image: image.environment,
    healthPaths: [railway.deploy.healthcheckPath],
    database: "plain",
  },
  {
    name: "Heroku",
    environment: Object.fromEntries(
      Object.entries(heroku.env).flatMap(([name, { value }]) => (value === undefined ? [] : [[name, value]])),
    ),
    given: { FANAL_SECRET: secret, FANAL_URL: url, DYNO: "web.1" },
    image: image.environment,
    healthPaths: [],
    database: "self-signed",
  },
];

function configOfKubernetes(): Record<string, string> {
  const config = manifests.find(({ kind }) => kind === "ConfigMap")?.data;
  return Object.fromEntries(
    Object.entries(typeof config === "object" && config !== null ? config : {}).map(([name, value]) => [
      name,
      String(value),
    ]),
  );
}
