import { refusalOf } from "@fanal/sdk";

/** How the program ends, for scripts. */
export const exitCodes = { failed: 1, usage: 2, notAllowed: 3, notFound: 4, tryAgain: 5 } as const;

/** Ends the program with words that say what to do. */
export class Failure extends Error {
  readonly exitCode: number;
  /** Of the API's catalogue, or a word of ours where no server was asked. */
  readonly code: string;

  constructor(message: string, { exitCode, code }: { exitCode: number; code: string }) {
    super(message);
    this.exitCode = exitCode;
    this.code = code;
  }
}

/** Whatever was thrown, in words for the person at the terminal. */
export function failureOf(error: unknown, url: string | null): Failure {
  if (error instanceof Failure) return error;
  const refusal = refusalOf(error);
  if (refusal !== null) {
    const { code, status, message, issues, requestId } = refusal;
    const lines = issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    const help = status === 500 ? [`Request id: ${requestId}`] : [];
    const said = code === "unauthorized" ? `${message} Then run: fanal login` : message;
    return new Failure([said, ...lines, ...help].join("\n"), { exitCode: exitCodeOf(status), code });
  }
  const where = url ?? "the server";
  if (error instanceof Error && "status" in error) {
    return new Failure(
      `What answers at ${where} is no Fanal. Check the address: --url, FANAL_URL or fanal login.`,
      { exitCode: exitCodes.tryAgain, code: "unreachable" },
    );
  }
  if (error instanceof TypeError && error.message === "fetch failed") {
    const cause = error.cause instanceof Error ? ` (${error.cause.message})` : "";
    return new Failure(
      `${where} does not answer${cause}. Check the address and the network, then try again.`,
      {
        exitCode: exitCodes.tryAgain,
        code: "unreachable",
      },
    );
  }
  throw error;
}

function exitCodeOf(status: number): number {
  if (status === 400) return exitCodes.usage;
  if (status === 401 || status === 403) return exitCodes.notAllowed;
  if (status === 404) return exitCodes.notFound;
  return status === 429 || status >= 500 ? exitCodes.tryAgain : exitCodes.failed;
}
