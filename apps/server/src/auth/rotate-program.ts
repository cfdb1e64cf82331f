import { readConfig } from "../config.ts";
import { connectTool } from "../database-of-tools.ts";
import { secretsOf } from "../secret.ts";
import { type Rotation, rotateSecrets } from "./rotate-secrets.ts";

/**
 * `npm run secrets:rotate`: seals with FANAL_SECRET what was sealed with one of FANAL_SECRET_PREVIOUS, and says how
 * many. Ends with 0 when nothing needs an earlier secret any longer, 1 when something opens with none, 2 when it could
 * not do it.
 */
await using open = new AsyncDisposableStack();
try {
  const config = readConfig(process.env);
  const secrets = await secretsOf(config);
  const rotations = await rotateSecrets(await connectTool(open, "secrets:rotate", config), secrets);
  for (const rotation of rotations) say(sayRotation(rotation));
  const isAllPresent = rotations.every(({ lost }) => lost.length === 0);
  say(
    isAllPresent
      ? "Nothing in the database needs an earlier secret. Keep FANAL_SECRET_PREVIOUS a week more, for those who are signed in."
      : "Put the secret that these were made with into FANAL_SECRET_PREVIOUS and do this again. Until then they are of no use.",
  );
  process.exitCode = isAllPresent ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

function sayRotation({ kind, sealedAnew, untouched, lost }: Rotation): string {
  const counts = `${kind}: ${sealedAnew} sealed anew, ${untouched} had the present secret already`;
  return lost.length === 0 ? counts : `${counts}, ${lost.length} open with no secret: ${lost.join(", ")}`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
