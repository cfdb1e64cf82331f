import { limits, type Maintenance, maintenanceUpdateInput } from "@fanal/contract";
import {
  isActive,
  isOver,
  type MaintenanceStatus,
  maintenanceStatuses,
  maintenanceStatusLabels,
  maintenanceUpdateKind,
  nextMaintenanceStatuses,
} from "@fanal/domain";
import { Button } from "@fanal/ui/components/button";
import { Kbd } from "@fanal/ui/components/kbd";
import { ProgressIcon } from "@fanal/ui/components/progress-icon";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { MessageSquarePlusIcon, MilestoneIcon } from "lucide-react";
import { useRef, useState } from "react";
import { z } from "zod";
import { CharacterCount } from "../../components/character-count.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { MessagePreview } from "../../components/message-preview.tsx";
import { TellingChip } from "../../components/telling/telling-chip.tsx";
import { useTelling } from "../../components/telling/use-telling.ts";
import { useActions } from "../../lib/actions.ts";
import { sentenceOf } from "../../lib/errors.ts";
import { problemOf, required } from "../../lib/forms.ts";
import { modKey } from "../../lib/mod-key.ts";
import { pick } from "../../lib/pick.ts";
import { useKeptDraft } from "../../lib/use-kept-draft.ts";
import { useKeys } from "../../lib/use-keys.ts";
import { defaultMessages } from "./messages.ts";
import { usePostUpdate } from "./writes.ts";

const draftShape = z.object({
  message: z.string(),
  status: z.enum(maintenanceStatuses).nullable().describe("`null` while it stays as it is"),
});
type Draft = z.infer<typeof draftShape>;

const empty: Draft = { message: "", status: null };
const messageField = required("Write what people should know.", maintenanceUpdateInput.shape.message);

/** Writes the next update, and with it starts the work early, goes on to verifying, finishes or cancels it. */
export function Composer({ organization, maintenance }: { organization: string; maintenance: Maintenance }) {
  const { draft, setDraft } = useKeptDraft<Draft>({
    key: `update-${maintenance.id}`,
    shape: draftShape,
    empty,
  });
  const [isPreviewing, setPreviewing] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const text = useRef<HTMLTextAreaElement>(null);
  const sent = useRef<Draft | null>(null);
  const choices = nextMaintenanceStatuses[maintenance.status];
  // It may have moved on by itself since the state was chosen.
  const status = draft.status !== null && choices.includes(draft.status) ? draft.status : maintenance.status;
  const told = {
    kind: maintenanceUpdateKind(maintenance.status, status),
    storyId: maintenance.id,
  };
  const telling = useTelling(told);
  const saidOfTelling = useRef("");
  const post = usePostUpdate(
    () => saidOfTelling.current,
    (error) => {
      if (sent.current !== null) setDraft(sent.current);
      setFailure(`Not posted. ${sentenceOf(error)} Your text is kept.`);
    },
    () => {
      setFailure(null);
      telling.reset();
    },
  );
  const write = () => text.current?.focus();
  useKeys({ u: write });
  useActions([
    { label: "Post update", icon: MessageSquarePlusIcon, keys: "U", run: write },
    ...choices
      .filter((choice) => choice !== maintenance.status)
      .map((choice) => ({
        label: `Set to ${maintenanceStatusLabels[choice].toLowerCase()}`,
        icon: MilestoneIcon,
        run: () => {
          setStatus(choice);
          write();
        },
      })),
  ]);

  function setStatus(chosen: MaintenanceStatus) {
    const isUntouched = draft.message === "" || Object.values(defaultMessages).includes(draft.message);
    const isSame = chosen === maintenance.status;
    const message = isSame ? "" : defaultMessages[chosen];
    setDraft({ message: isUntouched ? message : draft.message, status: isSame ? null : chosen });
    setFailure(null);
  }

  function submit() {
    const problem = problemOf(messageField, draft.message);
    if (problem !== null) {
      setPreviewing(false);
      text.current?.focus();
      return setFailure(problem);
    }
    sent.current = draft;
    setFailure(null);
    setPreviewing(false);
    setDraft(empty);
    saidOfTelling.current = telling.said;
    post.run({
      organization,
      maintenanceId: maintenance.id,
      ...telling.choice,
      message: draft.message,
      status,
      version: maintenance.version,
    });
  }

  return (
    <form
      className="flex flex-col rounded-xl border bg-card outline-ring has-[textarea:focus-visible]:outline-2"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
          event.preventDefault();
          submit();
        }
      }}
    >
      {isPreviewing ? (
        <MessagePreview organization={organization} message={draft.message} />
      ) : (
        <textarea
          ref={text}
          aria-label="Message"
          placeholder="What should people know?"
          value={draft.message}
          onChange={(event) => setDraft({ ...draft, message: event.target.value })}
          className="field-sizing-content max-h-100 min-h-22 w-full resize-none rounded-t-xl bg-transparent px-4 py-3 text-base outline-none"
        />
      )}
      <div className="flex flex-col items-end gap-2 px-3 pb-2 empty:hidden">
        <CharacterCount text={draft.message} limit={limits.message} />
        <FormFailure message={failure} />
      </div>
      <div className="flex flex-wrap items-center gap-2 px-3 pb-3">
        <StateChip choices={choices} value={status} onChange={setStatus} />
        <div className="ml-auto flex flex-wrap items-center justify-end gap-2 pointer-coarse:w-full">
          <TellingChip telling={telling} written={{ ...told, status, message: draft.message }} />
          <Button
            variant="ghost"
            size="sm"
            aria-pressed={isPreviewing}
            onClick={() => setPreviewing(!isPreviewing)}
          >
            {isPreviewing ? "Write" : "Preview"}
          </Button>
          <Button
            type="submit"
            size="sm"
            aria-disabled={post.isPending}
            className="pointer-coarse:h-11 pointer-coarse:w-full"
          >
            {actWords(maintenance.status, status)}
            <Kbd>{modKey} ↵</Kbd>
          </Button>
        </div>
      </div>
    </form>
  );
}

interface StateChipProps {
  choices: readonly MaintenanceStatus[];
  value: MaintenanceStatus;
  onChange: (status: MaintenanceStatus) => void;
}

function StateChip({ choices, value, onChange }: StateChipProps) {
  return (
    <Select value={value} onValueChange={(chosen) => onChange(pick(choices, chosen))}>
      <SelectTrigger
        size="sm"
        aria-label="State"
        className="w-auto border-border bg-transparent dark:bg-transparent"
      >
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        {choices.map((status) => (
          <SelectItem key={status} value={status}>
            <ProgressIcon state={status} tone="inherit" /> {maintenanceStatusLabels[status]}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}

/** What the button does, by what becomes of the state. */
function actWords(before: MaintenanceStatus, after: MaintenanceStatus): string {
  if (before === after) return "Post update";
  if (after === "completed") return "Post and finish";
  if (after === "canceled") return "Post and cancel maintenance";
  if (isActive(after) && !isActive(before)) return isOver(before) ? "Post and resume" : "Post and start";
  return after === "scheduled" ? "Post and schedule again" : "Post update";
}
