import { once } from "node:events";
import { createServer, Packet } from "dns2";

/** Texts of TXT records, by name. One world of names for all servers of a test file. */
const zone = new Map<string, string[]>();

/** Puts TXT records in the place of those that a name had before; none takes it out of the DNS. */
export function setTxtRecords(name: string, texts: string[]): void {
  zone.set(name, texts);
}

/** What the name server would answer, without asking it. */
export function txtRecordsOf(name: string): Promise<string[]> {
  return Promise.resolve(zone.get(name) ?? []);
}

export interface TestNameServer extends AsyncDisposable {
  /** `address:port` */
  address: string;
}

/** A real name server on the loopback, which knows what {@link setTxtRecords} told. */
export async function startTestNameServer(): Promise<TestNameServer> {
  const server = createServer({
    udp: true,
    handle: (request, send) => {
      const response = Packet.createResponseFromRequest(request);
      const [question] = request.questions;
      for (const text of zone.get(question?.name.toLowerCase() ?? "") ?? []) {
        if (question?.type !== Packet.TYPE.TXT) continue;
        response.answers.push(
          Packet.createResourceFromQuestion(question, { ttl: 0, data: text.match(/.{1,255}/gs) ?? [] }),
        );
      }
      send(response);
    },
  });
  const listening = once(server, "listening");
  await server.listen({ udp: { port: 0, address: "127.0.0.1" } });
  await listening;
  const port = server.addresses().udp?.port;
  return { address: `127.0.0.1:${port}`, [Symbol.asyncDispose]: () => server.close() };
}
