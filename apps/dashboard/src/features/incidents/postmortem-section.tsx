import type { Incident } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { NotebookPenIcon } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "../../components/confirm-dialog.tsx";
import { FoldedMessage } from "../../components/folded-message.tsx";
import type { ToldEvent } from "../../components/telling/told-events.ts";
import { ToldLine } from "../../components/telling/told-line.tsx";
import { useActions } from "../../lib/actions.ts";
import { fullTime } from "../../lib/time.ts";
import { PostmortemEditor } from "./postmortem-editor.tsx";
import { useRevertPostmortem } from "./postmortem-writes.ts";

interface PostmortemSectionProps {
  organization: string;
  incident: Incident;
  canUpdate: boolean;
  /** What was told of the incident. */
  told: ToldEvent[];
}

/** What was learned: written as a draft, then published on the incident's page, and taken back if need be. */
export function PostmortemSection({ organization, incident, canUpdate, told }: PostmortemSectionProps) {
  const { postmortem } = incident;
  const [isWriting, setWriting] = useState(false);
  const isPublished = postmortem?.message != null;
  const hasDraft = postmortem !== null && postmortem.draft !== "" && postmortem.draft !== postmortem.message;
  const isEditing = canUpdate && (isWriting || (hasDraft && !isPublished));
  // While it is going on nobody learns from it yet; what is written stays at hand.
  const isShown = (canUpdate || isPublished) && (incident.resolvedAt !== null || postmortem !== null);
  const act = isPublished ? "Edit postmortem" : "Write postmortem";
  const write = () => setWriting(true);
  useActions([isShown && canUpdate && !isEditing && { label: act, icon: NotebookPenIcon, run: write }]);
  if (!isShown) return null;
  return (
    <section aria-labelledby="postmortem" className="flex flex-col gap-3 border-t pt-6">
      <div className="flex flex-wrap items-center gap-2">
        <h3 id="postmortem" className="text-lg">
          Postmortem
        </h3>
        {postmortem?.publishedAt != null && (
          <span className="text-xs text-muted-foreground">
            Published <time dateTime={postmortem.publishedAt}>{fullTime(postmortem.publishedAt)}</time>
            {hasDraft && " · not all of the draft is public"}
          </span>
        )}
        {canUpdate && !isEditing && (
          <div className="ml-auto flex gap-2">
            <Button variant="outline" size="sm" onClick={write}>
              {act}
            </Button>
            {isPublished && <RevertButton organization={organization} incident={incident} />}
          </div>
        )}
      </div>
      {isEditing ? (
        <PostmortemEditor
          organization={organization}
          incident={incident}
          takesFocus={isWriting}
          onPublished={() => setWriting(false)}
          onClose={isPublished || !hasDraft ? () => setWriting(false) : undefined}
        />
      ) : isPublished ? (
        <>
          <FoldedMessage html={postmortem?.messageHtml ?? ""} />
          {told
            .filter(({ kind }) => kind === "postmortem_published")
            .map((event) => (
              <ToldLine key={event.position} event={event} />
            ))}
        </>
      ) : (
        <p className="text-muted-foreground">
          Nothing written yet. Visitors read it on the incident's page once you publish it.
        </p>
      )}
    </section>
  );
}

function RevertButton({ organization, incident }: { organization: string; incident: Incident }) {
  const revert = useRevertPostmortem();
  const version = incident.postmortem?.version;
  return (
    <ConfirmDialog
      title="Take this postmortem back?"
      consequence="It leaves the incident's page at once. Its text stays here as a draft, and you can publish it again."
      act="Revert to draft"
      onAct={() => revert.run({ organization, incidentId: incident.id, version })}
    >
      <Button variant="ghost" size="sm">
        Revert to draft…
      </Button>
    </ConfirmDialog>
  );
}
