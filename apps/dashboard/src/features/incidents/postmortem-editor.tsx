import { type Incident, limits } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { ArrowUpRightIcon } from "lucide-react";
import { useEffect, useState } from "react";
import { z } from "zod";
import { FormFailure } from "../../components/form-failure.tsx";
import { MessageField } from "../../components/message-field.tsx";
import { TellingChip } from "../../components/telling/telling-chip.tsx";
import { useTelling } from "../../components/telling/use-telling.ts";
import { dropDraft, keepDraft, readDraft } from "../../lib/drafts.ts";
import { useAutosave } from "../../lib/use-autosave.ts";
import { postmortemKeyOf, usePublishPostmortem, useWritePostmortem } from "./postmortem-writes.ts";
import { useShowingPages } from "./showing-pages.ts";

interface PostmortemEditorProps {
  organization: string;
  incident: Incident;
  /** Whether somebody asked to write just now. */
  takesFocus: boolean;
  onPublished: () => void;
  /** Absent where there is nothing else to show. */
  onClose: (() => void) | undefined;
}

/** What a browser keeps, and the version of the postmortem that it was written on top of. */
const keptShape = z.object({ version: z.int(), text: z.string() });

const outline = "## What happened\n\n## Why\n\n## What we change\n";

/** Writes a postmortem. What is written is kept by itself; visitors see it when it is published. */
export function PostmortemEditor(props: PostmortemEditorProps) {
  const { organization, incident, takesFocus, onPublished, onClose } = props;
  const { postmortem } = incident;
  const page = useShowingPages(organization, incident)[0];
  const key = postmortemKeyOf(incident.id);
  const [failure, setFailure] = useState<string | null>(null);
  const write = useWritePostmortem();
  const publish = usePublishPostmortem();
  const one = { organization, incidentId: incident.id };
  const version = postmortem?.version ?? 0;
  const [text, setText] = useState(() => {
    const kept = readDraft(key, keptShape);
    // What somebody else wrote since then is not written over unasked.
    return kept?.version === version ? kept.text : (postmortem?.draft ?? "");
  });
  const told = { kind: "postmortem_published", storyId: incident.id } as const;
  const telling = useTelling(told);
  const isTooLong = text.trim().length > limits.message;
  const { flush } = useAutosave(isTooLong ? null : text.trim(), postmortem?.draft ?? "", (draft) =>
    write.run({ ...one, draft, version }),
  );
  const isPublished = postmortem?.message != null;
  const isSaved = text.trim() === (postmortem?.draft ?? "");

  // What is not saved outlives the view, as when the server was not reached.
  useEffect(() => {
    if (isSaved) dropDraft(key);
    else keepDraft(key, { version, text });
  }, [isSaved, text, key, version]);

  function publishNow() {
    if (text.trim() === "") return setFailure("Write what was learned first, then publish it.");
    if (isTooLong) return setFailure("It is too long to be published.");
    setFailure(null);
    // What is not saved yet is, first; publishing waits for it.
    const saidOfTelling = telling.said;
    publish.run({ ...one, ...telling.choice, saidOfTelling, version: version + (flush() ? 1 : 0) });
    onPublished();
  }

  return (
    <div className="flex flex-col gap-3">
      <FormFailure message={failure} />
      <MessageField
        label="Text"
        placeholder="What happened, why, and what changes so that it does not happen again?"
        help="Markdown. Kept as a draft while you write; only operators see it."
        value={text}
        onChange={setText}
        input={takesFocus ? focus : null}
        className="min-h-60"
      />
      <div className="flex flex-wrap items-center gap-2">
        <Button size="sm" onClick={publishNow}>
          {isPublished ? "Publish changes" : "Publish postmortem"}
        </Button>
        <TellingChip telling={telling} written={{ ...told, message: text }} />
        {text === "" && (
          <Button variant="ghost" size="sm" onClick={() => setText(outline)}>
            Start from an outline
          </Button>
        )}
        {page !== undefined && text.trim() !== "" && (
          <Button variant="ghost" size="sm" asChild>
            <a
              href={`/api/v1/organizations/${organization}/status-pages/${page.id}/preview?incident=${incident.id}&postmortem=1`}
              target="_blank"
              rel="noopener"
              // The page is rendered from what is saved.
              onClick={() => flush()}
            >
              Preview on {page.name} <ArrowUpRightIcon aria-hidden />
              <span className="sr-only">, in a new tab</span>
            </a>
          </Button>
        )}
        {onClose !== undefined && (
          <Button variant="ghost" size="sm" onClick={onClose}>
            Close
          </Button>
        )}
        <span role="status" className="ml-auto text-xs text-muted-foreground">
          {isTooLong && "Not saved: too long."}
          {!isTooLong && write.isPending && "Saving…"}
          {!isTooLong && !write.isPending && version > 0 && (isSaved ? "Draft saved." : "Not saved yet.")}
        </span>
      </div>
    </div>
  );
}

function focus(text: HTMLTextAreaElement | null) {
  text?.focus();
}
