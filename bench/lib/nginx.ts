import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { CapturedAnswer } from "./answers.ts";

export interface Nginx extends AsyncDisposable {
  readonly url: string;
}

/** What nginx finds out by itself about a file. */
const writtenByNginx = new Set(["content-type", "content-length", "etag", "last-modified"]);

/** One nginx worker that serves the answers from disk at their paths; `null` when there is no nginx that can. */
export async function startNginx(answers: Map<string, CapturedAnswer>): Promise<Nginx | null> {
  const program = findProgram("nginx");
  if (program === null) return null;
  const directory = await mkdtemp(path.join(tmpdir(), "fanal-nginx-"));
  // Started by root, nginx reads as somebody else.
  await chmod(directory, 0o755);
  const port = await freePort();
  const locations: string[] = [];
  for (const [address, { headers, body }] of answers) {
    const file = path.join(directory, `answer-${locations.length}`);
    await writeFile(file, body);
    locations.push(`location = ${address} { alias ${quote(file)}; ${headerLines(headers)} }`);
  }
  await writeFile(path.join(directory, "nginx.conf"), configuration(directory, port, locations));
  const child = spawn(program, ["-p", directory, "-c", path.join(directory, "nginx.conf")], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    const isRunning = child.exitCode === null && child.signalCode === null;
    if (isRunning && child.kill("SIGTERM")) await once(child, "exit");
    await rm(directory, { recursive: true, force: true });
  };
  if (await isAnswered(url, child)) return { url, [Symbol.asyncDispose]: stop };
  await stop();
  return null;
}

function configuration(directory: string, port: number, locations: string[]): string {
  const scratch = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (name) => `${name}_temp_path ${quote(path.join(directory, name))};`,
  );
  return `
    daemon off; worker_processes 1; pid ${quote(path.join(directory, "pid"))}; error_log stderr crit;
    events { worker_connections 1024; }
    http {
      access_log off; keepalive_requests 1000000000; sendfile on; tcp_nopush on; open_file_cache max=16;
      types {} default_type "text/html; charset=utf-8"; server_tokens off;
      ${scratch.join(" ")}
      server { listen 127.0.0.1:${port}; ${locations.join("\n")} }
    }`;
}

function headerLines(headers: string[]): string {
  const lines: string[] = [];
  for (let index = 0; index < headers.length; index += 2) {
    const [name = "", value = ""] = headers.slice(index, index + 2);
    if (!writtenByNginx.has(name.toLowerCase())) lines.push(`add_header ${name} ${quote(value)};`);
  }
  return lines.join(" ");
}

function quote(text: string): string {
  return `"${text.replaceAll(/["\\]/g, "\\$&")}"`;
}

function findProgram(name: string): string | null {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file)) ?? null;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("There is no free port");
  return address.port;
}

async function isAnswered(url: string, child: ChildProcess): Promise<boolean> {
  for (let tries = 0; tries < 200 && child.exitCode === null; tries++) {
    const response = await fetch(url).catch(() => null);
    await response?.arrayBuffer();
    if (response !== null) return true;
    await wait(25);
  }
  return false;
}
