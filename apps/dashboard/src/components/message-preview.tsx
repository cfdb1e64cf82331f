import { useQuery } from "@tanstack/react-query";
import { query } from "../lib/api.ts";
import { sentenceOf } from "../lib/errors.ts";

/** Exactly what visitors will read: the server renders it as it will for them. */
export function MessagePreview({ organization, message }: { organization: string; message: string }) {
  const { data, error } = useQuery(
    query.incidents.previewMessage.queryOptions({ input: { organization, message } }),
  );
  if (error !== null)
    return <p className="px-4 py-3 text-muted-foreground">No preview. {sentenceOf(error)}</p>;
  if (message.trim() === "")
    return <p className="min-h-22 px-4 py-3 text-base text-muted-foreground">Nothing to preview yet.</p>;
  return (
    <div
      className="prose min-h-22 px-4 py-3 text-base"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: the server sanitized it
      dangerouslySetInnerHTML={{ __html: data?.html ?? "" }}
    />
  );
}
