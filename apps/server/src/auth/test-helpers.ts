import { request } from "node:http";
import { text } from "node:stream/consumers";

export interface SignInAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: unknown;
}

export interface SignInOptions {
  /** Address of this machine to come from; all of 127.0.0.0/8 is. */
  from?: string;
  path?: string;
  headers?: Record<string, string>;
}

/** Posts to sign-in, from an address of choice. */
export function postSignIn(
  { port }: { port: number },
  body: { email: string; password: string; name?: string },
  { from = "127.0.0.1", path = "/api/auth/sign-in/email", headers = {} }: SignInOptions = {},
): Promise<SignInAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: "127.0.0.1",
        port,
        localAddress: from,
        path,
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
      },
      (response) => {
        text(response).then((answer) => {
          const { statusCode = 0 } = response;
          resolve({
            status: statusCode,
            headers: response.headers,
            body: answer === "" ? null : JSON.parse(answer),
          });
        }, reject);
      },
    );
    sent.on("error", reject);
    sent.end(JSON.stringify(body));
  });
}
