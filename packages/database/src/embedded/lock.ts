import { access, constants, mkdir, realpath, rm } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { explainDenied, shortHash } from "./placement.ts";

const answerTimeoutMs = 1_000;

/** The data folder is used by another running server. */
export class DataDirectoryInUseError extends Error {
  override name = "DataDirectoryInUseError";

  constructor(directory: string, pid: number | null) {
    const holder = pid === null ? "in another container, or one that does not answer" : `process ${pid}`;
    super(
      `The data folder ${directory} is in use by another running Fanal (${holder}). ` +
        "Stop it, or choose another folder with FANAL_DATA_DIR.",
    );
  }
}

/**
 * Claims a data folder for this process until disposed of, or until the process ends in whatever way. The claim is
 * a listening socket, which can tell who holds it, and a locked file. The operating system takes both back with the
 * process, so no stale claim is left by a crash.
 *
 * Throws `DataDirectoryInUseError` when another process holds the claim, `CannotRunError` when the folder cannot be
 * made or written in.
 */
export async function lockDataDirectory(directory: string): Promise<AsyncDisposable> {
  await mkdir(directory, { recursive: true, mode: 0o711 }).catch(explainDenied(directory));
  const path = await realpath(directory);
  // Said here for all that is kept in it: made by root and then used by somebody else is a common mistake.
  await access(path, constants.R_OK | constants.W_OK | constants.X_OK).catch(explainDenied(directory));
  await using claims = new AsyncDisposableStack();
  claims.use(await claim(socketAddress(`fanal-${shortHash(path)}`), path));
  claims.use(claimFile(path));
  return claims.move();
}

/** What SQLite answers when somebody else has the lock. */
const sqliteBusy = 5;

/**
 * A lock on a file in the folder itself, which containers that share the folder see too, as their sockets have names of
 * their own. SQLite is only the way to the operating system's locks, which Node does not offer; nothing is written.
 */
export function claimFile(directory: string): Disposable {
  const held = new DisposableStack();
  try {
    const file = held.use(new DatabaseSync(join(directory, "server.lock")));
    file.exec("begin exclusive");
  } catch (error) {
    held.dispose();
    if (error instanceof Error && "errcode" in error && error.errcode === sqliteBusy) {
      throw new DataDirectoryInUseError(directory, null);
    }
    // Some network folders know no locks. There the socket has to do, as it does within one machine.
  }
  return held;
}

/** Linux and Windows have socket names that vanish with their socket; elsewhere it is a file in a short folder. */
export function socketAddress(name: string): string {
  if (process.platform === "linux") return `\0${name}`;
  if (process.platform === "win32") return `\\\\.\\pipe\\${name}`;
  return join(tmpdir(), `${name}.sock`);
}

export async function claim(address: string, directory: string): Promise<AsyncDisposable> {
  const server = (await listen(address)) ?? (await replaceStale(address, directory));
  return {
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
}

/** Listens and tells everybody who connects our process id. Null when the address is taken. */
function listen(address: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on("error", () => undefined);
      socket.end(String(process.pid));
    });
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(null);
      else reject(error);
    });
    server.listen(address, () => resolve(server.unref()));
  });
}

async function replaceStale(address: string, directory: string): Promise<Server> {
  const holder = await askHolder(address);
  if (holder.isAlive) throw new DataDirectoryInUseError(directory, holder.pid);
  if (hasFile(address)) await rm(address, { force: true });
  const server = await listen(address);
  // Of two that replace the same stale file, the later one takes the address from the earlier one.
  const winner = await askHolder(address);
  if (server !== null && winner.pid === process.pid) return server;
  server?.close();
  throw new DataDirectoryInUseError(directory, winner.pid);
}

function hasFile(address: string): boolean {
  return !address.startsWith("\0") && process.platform !== "win32";
}

interface Holder {
  readonly isAlive: boolean;
  /** Null when it does not answer, as a paused process. */
  readonly pid: number | null;
}

function askHolder(address: string): Promise<Holder> {
  return new Promise((resolve) => {
    let answer = "";
    let isAlive = false;
    const finish = () => resolve({ isAlive, pid: Number(answer) || null });
    const socket = connect(address, () => {
      isAlive = true;
    });
    socket.setTimeout(answerTimeoutMs, () => socket.destroy());
    socket.on("data", (chunk) => {
      answer += chunk;
    });
    socket.on("error", (error: NodeJS.ErrnoException) => {
      // Refused or missing means that nobody listens; anything else (no permission) that somebody does.
      isAlive ||= error.code !== "ECONNREFUSED" && error.code !== "ENOENT";
    });
    socket.on("close", finish);
  });
}
