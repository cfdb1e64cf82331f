import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import type { EventType, FanalEvent } from "../events/types.ts";
import { type AuthorizeSocket, createOperatorGateway, type OperatorGateway } from "./operators.ts";

type Answer = Awaited<ReturnType<AuthorizeSocket>>;

/** By cookie. */
const answers = new Map<string, Answer>();
let asked: string[];
let gateway: OperatorGateway;
let server: Server;

beforeEach(async () => {
  answers.clear();
  asked = [];
  gateway = createOperatorGateway({
    authorize: async ({ headers: { cookie = "" } }) => {
      asked.push(cookie);
      return answers.get(cookie) ?? 404;
    },
    position: () => 1,
    log: { warn: () => {}, debug: () => {} },
    // So that nothing but an event makes it ask again.
    authorizeEveryMs: 3_600_000,
  });
  server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  server.on("upgrade", (request, socket, head) => void gateway.handleUpgrade(request, socket, head));
});

afterEach(() => {
  gateway.drain();
  server.close();
});

test.for(["member.removed", "member.left", "member.updated"] as const)(
  "%s closes the sockets of whoever may not go on, at once, and no others",
  async (type) => {
    const [rui, mara] = [await open("rui", "acme"), await open("mara", "acme")];
    const closed = once(rui, "close");
    answers.set("rui", 404);
    gateway.tell([event("acme", type)]);
    expect((await closed)[0]).toBe(4403);
    expect(mara.readyState).toBe(WebSocket.OPEN);
  },
);

test.for(["member.removed", "member.left"] as const)(
  "whoever %s is about hears nothing of it or of what follows, and nobody is asked first",
  async (type) => {
    const rui = await open("rui", "acme");
    const heard: string[] = [];
    rui.on("message", (data) => heard.push(String(data)));
    const closed = once(rui, "close");
    gateway.tell([{ ...event("acme", type), subjectId: "rui" }, event("acme", "incident.created")]);
    expect([(await closed)[0], heard]).toEqual([4403, []]);
  },
);

test("deliveries that go on by the hundred are told at once, and again a second later, not each", async () => {
  const [mara, nils] = [await open("mara", "acme"), await open("nils", "harbour")];
  const heard = { mara: 0, nils: 0 };
  mara.on("message", () => heard.mara++);
  nils.on("message", () => heard.nils++);
  const first = once(mara, "message");
  for (let count = 0; count < 300; count++) gateway.tellOfDeliveries("acme");
  expect(String((await first)[0])).toBe(JSON.stringify({ type: "deliveries" }));
  await once(mara, "message");
  gateway.tell([event("acme", "service.created")]);
  await once(mara, "message");
  expect(heard).toEqual({ mara: 3, nils: 0 });
});

test("a session that ended closes the sockets of whoever it was, and asks for no others", async () => {
  const [rui, mara] = [await open("rui", "acme"), await open("mara", "acme")];
  const closed = once(rui, "close");
  asked = [];
  answers.set("rui", 401);
  gateway.askAgain("rui");
  expect([(await closed)[0], asked, mara.readyState]).toEqual([4401, ["rui"], WebSocket.OPEN]);
});

test("only those of the organization are asked, and only after what may take something away", async () => {
  await open("mara", "acme");
  await open("nils", "harbour");
  asked = [];
  gateway.tell([event("acme", "service.created"), event("acme", "member.joined")]);
  expect(asked).toEqual([]);
  gateway.tell([event("acme", "member.updated")]);
  expect(asked).toEqual(["mara"]);
});

async function open(cookie: string, organizationId: string): Promise<WebSocket> {
  answers.set(cookie, { organizationId, userId: cookie });
  const { port } = server.address() as AddressInfo; // It listens on a port.
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/v1/organizations/acme/live`, {
    headers: { cookie },
  });
  await once(socket, "message");
  return socket;
}

function event(organizationId: string, type: EventType): FanalEvent {
  return { organizationId, position: 2, type, subjectId: null, data: {}, createdAt: new Date(0) };
}
