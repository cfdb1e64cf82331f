import { ORPCError } from "@orpc/client";
import { expect, test } from "vitest";
import { createClient } from "./client.ts";
import { type ErrorBody, type ErrorCode, errors, isErrorCode } from "./index.ts";

const organization = "acme";

/** A client whose requests end here, and the requests that it sent. */
function clientThatGets(answer: () => Response) {
  const sent: Request[] = [];
  const client = createClient({
    url: "https://status.example",
    headers: () => ({ cookie: "fanal.session_token=mara" }),
    fetch: async (input, init) => {
      sent.push(new Request(input, init));
      return answer();
    },
  });
  return { client, sent };
}

test("requests go to the address of the contract, with the caller's headers", async () => {
  const { client, sent } = clientThatGets(() => Response.json([]));
  await client.services.list({ organization });
  await client.incidents.list({ organization, state: "open", limit: 5 }).catch(() => {});
  expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
    "GET https://status.example/api/v1/organizations/acme/services",
    "GET https://status.example/api/v1/organizations/acme/incidents?state=open&limit=5",
  ]);
  for (const request of sent) expect(request.headers.get("cookie")).toBe("fanal.session_token=mara");
});

test("a parameter never reaches beyond its place in the address", async () => {
  const { client, sent } = clientThatGets(() => Response.json([]));
  await client.services.list({ organization: "../harbour/x?y#z" });
  expect(sent[0]?.url).toBe("https://status.example/api/v1/organizations/..%2Fharbour%2Fx%3Fy%23z/services");
});

test("the idempotency key is a header of that one request", async () => {
  const { client, sent } = clientThatGets(() => Response.json({ html: "" }));
  const input = { organization, message: "Found." };
  await client.incidents.previewMessage(input, { context: { idempotencyKey: "key-1" } });
  await client.incidents.previewMessage(input);
  expect(sent.map((request) => request.headers.get("idempotency-key"))).toEqual(["key-1", null]);
  expect(await sent[0]?.json()).toEqual({ message: "Found." });
});

test("where in the log a write stands is heard beside its answer", async () => {
  const { client } = clientThatGets(() =>
    Response.json({ html: "" }, { headers: { "fanal-position": "7" } }),
  );
  const heard: number[] = [];
  const onCommitted = (position: number) => void heard.push(position);
  await client.incidents.previewMessage({ organization, message: "Found." }, { context: { onCommitted } });
  const reading = clientThatGets(() => Response.json([]));
  await reading.client.services.list({ organization }, { context: { onCommitted } });
  expect(heard).toEqual([7]);
});

test.for(Object.keys(errors).filter(isErrorCode))(
  "the refusal %s comes back as what it was",
  async (code) => {
    const body = { ...bodyOf(code), issues: [{ path: ["services", 0, "status"], message: "No." }] };
    const { client } = clientThatGets(() => Response.json(body, { status: errors[code].status }));
    const error = await failure(client.services.list({ organization }));
    expect(error).toBeInstanceOf(ORPCError);
    expect(error).toMatchObject({
      code,
      status: errors[code].status,
      message: errors[code].message,
      data: { issues: body.issues, requestId: "request-1" },
    });
  },
);

test.for([
  ["words of a proxy", () => new Response("<h1>Bad gateway</h1>", { status: 502 })],
  ["a code that is not ours", () => Response.json({ code: "toString", message: "" }, { status: 400 })],
  ["nothing", () => new Response(null, { status: 504 })],
] as const)("%s instead of an error is still a failure", async ([, answer]) => {
  const { client } = clientThatGets(answer);
  const error = await failure(client.services.list({ organization }));
  expect(error).toBeInstanceOf(Error);
  expect(error instanceof ORPCError && error.defined).toBe(false);
});

test("codes are words with a status of refusals and a sentence for people", () => {
  for (const [code, { status, message }] of Object.entries(errors)) {
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(message).toMatch(/^[A-Z].*\.$/);
  }
});

function bodyOf(code: ErrorCode): ErrorBody {
  return { code, message: errors[code].message, requestId: "request-1" };
}

async function failure(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => {
      throw new Error("It was not refused");
    },
    (error: unknown) => error,
  );
}
