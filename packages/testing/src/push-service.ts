/// <reference path="./http-ece.d.ts" />
import { createECDH, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { PushPayload } from "@fanal/domain";
import { decrypt } from "http_ece";
import { importJWK, type JWTPayload, jwtVerify } from "jose";

/** What a browser was pushed. */
export interface ReceivedPush {
  headers: IncomingHttpHeaders;
  /** Of the encrypted message. */
  bytes: number;
  payload: PushPayload;
  /** Who says that it is theirs: verified, and for this push service. */
  claims: JWTPayload;
}

/** A browser that subscribed, as a push service knows it. */
export interface TestBrowser {
  /** What `JSON.stringify` makes of its subscription. */
  subscription: { endpoint: string; expirationTime: null; keys: { p256dh: string; auth: string } };
  readonly received: readonly ReceivedPush[];
  /** From now on its push service answers so. */
  answer: (answer: (response: ServerResponse) => void) => void;
}

export interface TestPushService extends AsyncDisposable {
  subscribe: () => TestBrowser;
  /** What was wrong with messages that it did not take. */
  readonly refused: readonly unknown[];
}

/** A real push service: it takes only what is signed and encrypted as RFC 8030, 8188, 8291 and 8292 say, and decrypts it. */
export async function startTestPushService(): Promise<TestPushService> {
  const browsers = new Map<string, (headers: IncomingHttpHeaders, body: Buffer) => Promise<ServerAnswer>>();
  const refused: unknown[] = [];
  const server = createServer((request, response) => {
    void buffer(request)
      .then(async (body) => {
        const take = browsers.get(request.url ?? "");
        if (take === undefined) response.writeHead(404).end();
        else (await take(request.headers, body))(response);
      })
      .catch((error) => {
        refused.push(error);
        response.writeHead(400).end();
      });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // Of a server that listens at a port.
  const origin = `http://127.0.0.1:${port}`;
  return {
    refused,
    subscribe: () => {
      const path = `/push/${randomBytes(16).toString("base64url")}`;
      const ecdh = createECDH("prime256v1");
      const keys = { p256dh: ecdh.generateKeys("base64url"), auth: randomBytes(16).toString("base64url") };
      const received: ReceivedPush[] = [];
      let answer: ServerAnswer = (response) => void response.writeHead(201, { location: "/message" }).end();
      browsers.set(path, async (headers, body) => {
        const claims = await verified(headers.authorization ?? "", origin);
        const options = { version: "aes128gcm", privateKey: ecdh, authSecret: keys.auth } as const;
        const payload = JSON.parse(decrypt(body, options).toString());
        received.push({ headers, bytes: body.length, payload, claims });
        return answer;
      });
      return {
        subscription: { endpoint: origin + path, expirationTime: null, keys },
        received,
        answer: (another) => {
          answer = another;
        },
      };
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

type ServerAnswer = (response: ServerResponse) => void;

/** Throws for what is not signed with the key that it names. */
async function verified(authorization: string, audience: string): Promise<JWTPayload> {
  const [, token = "", key = ""] = /^vapid t=([^,]+), k=(.+)$/.exec(authorization) ?? [];
  const point = Buffer.from(key, "base64url");
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString("base64url"));
  const publicKey = await importJWK({ kty: "EC", crv: "P-256", x: x ?? "", y: y ?? "" }, "ES256");
  const { payload } = await jwtVerify(token, publicKey, { audience });
  return payload;
}
