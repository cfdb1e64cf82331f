import { importKinds, importSources, importStates } from "@fanal/domain";
import { z } from "zod";
import { inOrganization, postErrors } from "./base.ts";
import { errors } from "./errors.ts";
import { fileText, id, limits, line, organizationParam, time } from "./fields.ts";

const count = z.object({
  kind: z.enum(importKinds),
  added: z.int().describe("New here"),
  known: z.int().describe("Here already, from an earlier import or by the same name or address"),
  refused: z.int().describe("What cannot be brought; see `problems`"),
});
export type ImportCount = z.infer<typeof count>;

export const pastImport = z.object({
  id,
  source: z.enum(importSources),
  origin: z.string().describe("Host of the installation whose ids these are; empty for Statuspage"),
  pageId: id.describe("The page that shows what is brought"),
  state: z
    .enum(importStates)
    .describe(
      "`reading` the source; `ready` to be looked at and started; `running`; `finished`; `stopped` by somebody; `failed` to be read",
    ),
  canStart: z.boolean().describe("Whether it can be started, or gone on with where it was stopped"),
  total: z.int().describe("How many things were read"),
  done: z.int().describe("How many of them were worked on so far"),
  failure: z.string().nullable().describe("Why the source could not be read"),
  startedBy: z.string(),
  createdAt: time,
  finishedAt: time.nullable(),
});
export type PastImport = z.infer<typeof pastImport>;

const wholePastImport = pastImport.extend({
  plan: z.array(count).describe("What would be made; empty until the source was read"),
  result: z.array(count).describe("What was made; empty until it is started"),
  problems: z
    .array(
      z.object({
        kind: z.enum(importKinds),
        name: z.string().describe("What it is called where it comes from"),
        message: z.string().describe("Why it cannot be brought, or what is another than it was"),
      }),
    )
    .describe(`The first ${limits.importProblems.toLocaleString("en")}`),
});
export type WholePastImport = z.infer<typeof wholePastImport>;

export const pastImportInput = z.object({
  source: z.enum(importSources),
  pageId: id.describe("The page that gets the services, and the subscribers"),
  file: fileText(
    limits.importFile,
    `At most ${limits.importFile / 1_000_000} million characters. Leave out what is not needed.`,
  )
    .optional()
    .describe("JSON: a saved export. Left out, the API of the source is read"),
  address: z
    .url({ protocol: /^https?$/, error: "Write an address, for example https://status.acme.example." })
    .max(limits.url)
    .optional()
    .describe(
      "Where the source is: of Cachet the installation, of Uptime Kuma the status page. Also with a file, since it tells whose ids they are. Of Statuspage another address of its API",
    ),
  sourcePageId: line(100).optional().describe("Of Statuspage: id of the page that is read"),
  key: line(500).optional().describe("Reads the API. Kept sealed until the source was read, then forgotten"),
});
export type PastImportInput = z.infer<typeof pastImportInput>;

const address = "/organizations/{organization}/imports";
const oneAddress = `${address}/{pastImportId}`;
const one = organizationParam.extend({ pastImportId: id });
const tags = ["Imports"];

export const imports = {
  list: inOrganization("import.read")
    .route({ method: "GET", path: address, summary: "List the latest imports from other products", tags })
    .input(organizationParam)
    .output(z.array(pastImport)),
  get: inOrganization("import.read")
    .route({
      method: "GET",
      path: oneAddress,
      summary: "Show what an import would make, how far it is, and what it made",
      tags,
    })
    .input(one)
    .output(wholePastImport),
  create: inOrganization("import.write")
    .route({
      method: "POST",
      path: address,
      successStatus: 201,
      summary: "Read the past of another product",
      description:
        "A dry run: it is read, and `get` shows what would be made. Nothing is made before it is started.",
      tags,
    })
    .errors({ ...postErrors, limit_reached: errors.limit_reached })
    .input(organizationParam.extend(pastImportInput.shape))
    .output(wholePastImport),
  start: inOrganization("import.write")
    .route({
      method: "POST",
      path: `${oneAddress}/start`,
      successStatus: 201,
      summary: "Make what was read, or go on where it was stopped",
      description: "Nobody is told of it. What an earlier import made is not made again.",
      tags,
    })
    .errors(postErrors)
    .input(one)
    .output(wholePastImport),
  stop: inOrganization("import.write")
    .route({
      method: "POST",
      path: `${oneAddress}/stop`,
      successStatus: 201,
      summary: "Stop an import; what it made stays",
      description: "For a day it can be gone on with; then what was read is forgotten.",
      tags,
    })
    .errors(postErrors)
    .input(one)
    .output(wholePastImport),
};
