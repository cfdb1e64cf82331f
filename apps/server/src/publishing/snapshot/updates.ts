import type { SnapshotUpdate } from "@fanal/contract/snapshot";
import { renderMarkdown } from "../../markdown.ts";

interface StoredUpdate<Status> {
  id: string;
  status: Status;
  message: string;
  createdAt: Date;
  editedAt: Date | null;
}

/** An update as visitors read it. It says nothing where Fanal itself moved a state. */
export async function snapshotUpdate<Status>({
  id,
  status,
  message,
  createdAt,
  editedAt,
}: StoredUpdate<Status>): Promise<SnapshotUpdate<Status>> {
  return {
    id,
    status,
    html: message === "" ? "" : await renderMarkdown(message),
    createdAt: createdAt.toISOString(),
    editedAt: editedAt?.toISOString() ?? null,
  };
}
