import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Names the build of the renderer: artifacts that another build made are made anew. */
export const rendererBuild = createHash("sha256")
  .update(readFileSync(fileURLToPath(import.meta.resolve("@fanal/status-page"))))
  .digest("base64url")
  .slice(0, 16);
