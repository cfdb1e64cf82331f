import path from "node:path";
import { connect, type Database, migrate } from "@fanal/database";
import {
  CannotRunError,
  DataDirectoryInUseError,
  lockDataDirectory,
  startEmbeddedPostgres,
  urlOfRunning,
} from "@fanal/database/embedded";

interface Where {
  /** `null`: the one in the data folder, which is started when no Fanal runs it. */
  databaseUrl: string | null;
  dataDirectory: string;
}

/** Connects a program at the terminal, beside a server or without one; what it started ends with `open`. */
export async function connectTool(
  open: AsyncDisposableStack,
  name: string,
  { databaseUrl, dataDirectory }: Where,
): Promise<Database> {
  const url = await urlForTool(open, { databaseUrl, dataDirectory });
  const { role } = await migrate(url);
  return open.use(connect({ url, role, maxConnections: 1, name: `fanal ${name}`, onError: () => {} }));
}

/** The address of the database for a program at the terminal; what it started ends with `open`. */
export async function urlForTool(
  open: AsyncDisposableStack,
  { databaseUrl, dataDirectory }: Where,
): Promise<string> {
  return databaseUrl ?? (await embedded(open, path.resolve(dataDirectory)));
}

async function embedded(open: AsyncDisposableStack, dataDirectory: string): Promise<string> {
  const directory = path.join(dataDirectory, "postgres");
  try {
    open.use(await lockDataDirectory(dataDirectory));
  } catch (error) {
    if (!(error instanceof DataDirectoryInUseError)) throw error;
    return urlOfRunning(directory).catch((cause: unknown) => {
      throw new CannotRunError(`${error.message} Its database was not found in ${directory}.`, { cause });
    });
  }
  const log = (line: string) => process.stderr.write(`${line}\n`);
  return open.use(await startEmbeddedPostgres({ directory, log })).url;
}
