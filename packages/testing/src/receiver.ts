import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** What was posted to a receiver. */
export interface ReceivedPost {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface TestReceiver extends AsyncDisposable {
  readonly url: string;
  readonly received: readonly ReceivedPost[];
  /** Resolves once so many were posted to a path. */
  atLeast: (count: number, path: string) => Promise<readonly ReceivedPost[]>;
  /** From now on answers so what is posted to a path; nothing, when the answer ends nothing. */
  answer: (path: string, answer: (response: ServerResponse, post: ReceivedPost) => void) => void;
}

/** A real HTTP server that takes whatever is posted, and says 204 unless it is told otherwise. */
export async function startTestReceiver(): Promise<TestReceiver> {
  const received: ReceivedPost[] = [];
  const waiting = new Set<() => void>();
  const answers = new Map<string, (response: ServerResponse, post: ReceivedPost) => void>();
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const post = { path: request.url ?? "", headers: request.headers, body };
      received.push(post);
      const answer = answers.get(post.path) ?? ((to: ServerResponse) => void to.writeHead(204).end());
      answer(response, post);
      for (const look of waiting) look();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // Of a server that listens at a port.
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    atLeast: (count, path) =>
      new Promise((resolve) => {
        const look = () => {
          const found = received.filter((post) => post.path === path);
          if (found.length < count) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    answer: (path, answer) => {
      answers.set(path, answer);
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
