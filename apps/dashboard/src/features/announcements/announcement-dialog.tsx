import { type Announcement, announcementInput, limits, type StatusPage } from "@fanal/contract";
import { isLocalTime, localTimeOf, momentOf } from "@fanal/domain";
import { Button } from "@fanal/ui/components/button";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@fanal/ui/components/dialog";
import { Field, FieldError, FieldGroup, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { Kbd } from "@fanal/ui/components/kbd";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@fanal/ui/components/select";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { z } from "zod";
import { CharacterCount } from "../../components/character-count.tsx";
import { FormFailure } from "../../components/form-failure.tsx";
import { MessageField } from "../../components/message-field.tsx";
import { TimeField } from "../../components/time-field.tsx";
import { sentenceOf } from "../../lib/errors.ts";
import { focusFirstProblem, problemOf, required } from "../../lib/forms.ts";
import { modKey } from "../../lib/mod-key.ts";
import { zoneName } from "../../lib/time.ts";
import { useKeptDraft } from "../../lib/use-kept-draft.ts";
import { whenShown } from "./when-shown.ts";
import { useCreateAnnouncement, useUpdateAnnouncement } from "./writes.ts";

interface AnnouncementDialogProps {
  organization: string;
  /** At least one. */
  pages: StatusPage[];
  /** The announcement to edit; a new one without. */
  announcement?: Announcement | undefined;
  onClose: () => void;
}

const draftShape = z.object({
  title: z.string(),
  message: z.string(),
  startsAt: z.string().describe("On the clock of the page; empty for now"),
  endsAt: z.string().describe("On the clock of the page; empty for no end"),
});

const titleField = required("Write a title: what should visitors know?", announcementInput.shape.title);
const messageField = announcementInput.shape.message;

/** Writes a notice, and says from when to when it stands on its page, by the page's clock. */
export function AnnouncementDialog(props: AnnouncementDialogProps) {
  const { organization, pages, announcement, onClose } = props;
  const [pageId, setPageId] = useState(announcement?.pageId ?? pages[0]?.id ?? "");
  const page = pages.find(({ id }) => id === pageId);
  const zone = page?.timeZone ?? "Etc/UTC";
  const {
    draft: written,
    setDraft: setWritten,
    isTouched,
    drop,
  } = useKeptDraft({
    key: `announcement-${announcement === undefined ? organization : `${announcement.id}-${announcement.version}`}`,
    shape: draftShape,
    empty: writtenIn(announcement, zone),
  });
  const [failure, setFailure] = useState<string | null>(null);
  const [isChecked, setChecked] = useState(false);
  const body = useRef<HTMLDivElement>(null);
  const fail = (error: unknown) => setFailure(`Not saved. ${sentenceOf(error)}`);
  const leave = () => {
    drop();
    onClose();
  };
  const create = useCreateAnnouncement(fail, leave);
  const update = useUpdateAnnouncement(fail, leave);
  const now = new Date();
  const startsAt = momentOrNone(written.startsAt, zone);
  const endsAt = momentOrNone(written.endsAt, zone);
  const problems = {
    title: problemOf(titleField, written.title),
    message: problemOf(messageField, written.message),
    endsAt: endsAt !== null && endsAt <= (startsAt ?? now) ? "It ends before it starts." : null,
  };
  const shown = isChecked ? problems : { title: null, message: null, endsAt: null };
  const clock = `${zoneName(zone, startsAt ?? now)}, the clock of the page.`;

  function set(change: Partial<typeof written>) {
    setWritten((before) => ({ ...before, ...change }));
  }

  function submit(event?: React.FormEvent) {
    event?.preventDefault();
    setFailure(null);
    setChecked(true);
    if (Object.values(problems).some((problem) => problem !== null)) return focusFirstProblem(body.current);
    const { title, message } = written;
    const end = endsAt?.toISOString() ?? null;
    if (announcement === undefined) {
      const start = startsAt === null ? {} : { startsAt: startsAt.toISOString() };
      return create.submit({ organization, pageId, title, message, endsAt: end, ...start });
    }
    const { id, version } = announcement;
    const before = writtenIn(announcement, zone);
    update.submit({
      organization,
      announcementId: id,
      version,
      title,
      message,
      // A clock shows no seconds: what was not touched stays what it was.
      ...(written.endsAt === before.endsAt ? {} : { endsAt: end }),
      ...(written.startsAt === before.startsAt ? {} : { startsAt: (startsAt ?? now).toISOString() }),
    });
  }

  function close() {
    if (isTouched) toast("Draft kept.");
    onClose();
  }

  function onKeyDown(event: React.KeyboardEvent) {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      submit();
    }
  }

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && close()}>
      <DialogContent size="lg" onKeyDown={onKeyDown} phone="full">
        <form noValidate className="contents" onSubmit={submit}>
          <DialogHeader>
            <DialogTitle>{announcement === undefined ? "New announcement" : "Edit announcement"}</DialogTitle>
            <DialogDescription>
              A notice on top of a status page. Visitors can put it away; it changes no status.
            </DialogDescription>
          </DialogHeader>
          <DialogBody ref={body}>
            <FieldGroup>
              <FormFailure message={failure} />
              {announcement === undefined && pages.length > 1 && (
                <Field>
                  <FieldLabel htmlFor="announcement-page">Status page</FieldLabel>
                  <Select value={pageId} onValueChange={setPageId}>
                    <SelectTrigger id="announcement-page">
                      <SelectValue />
                    </SelectTrigger>
                    <SelectContent>
                      {pages.map(({ id, name }) => (
                        <SelectItem key={id} value={id}>
                          {name}
                        </SelectItem>
                      ))}
                    </SelectContent>
                  </Select>
                </Field>
              )}
              <Field data-invalid={shown.title !== null} className="max-w-none">
                <FieldLabel htmlFor="announcement-title">Title</FieldLabel>
                <Input
                  id="announcement-title"
                  placeholder="New data centre in Frankfurt from 1 December"
                  aria-invalid={shown.title !== null}
                  value={written.title}
                  onChange={(event) => set({ title: event.target.value })}
                />
                <CharacterCount text={written.title} limit={limits.title} />
                <FieldError>{shown.title}</FieldError>
              </Field>
              <MessageField
                label="Message"
                help="Markdown. May stay empty."
                value={written.message}
                onChange={(message) => set({ message })}
                problem={shown.message}
              />
              <div className="grid gap-4 sm:grid-cols-2">
                <TimeField
                  label="From"
                  value={written.startsAt}
                  help={`${clock} Empty means now.`}
                  onChange={(local) => set({ startsAt: local })}
                />
                <TimeField
                  label="Until"
                  value={written.endsAt}
                  min={written.startsAt}
                  help={`${clock} Empty means until it is taken down.`}
                  problem={shown.endsAt}
                  onChange={(local) => set({ endsAt: local })}
                />
              </div>
              <p role="status" className="text-xs text-muted-foreground">
                {whenShown({ page: page?.name ?? "", startsAt, endsAt, now })}
              </p>
            </FieldGroup>
          </DialogBody>
          <DialogFooter>
            <Button variant="outline" onClick={leave}>
              Cancel
            </Button>
            <Button type="submit" aria-disabled={create.isPending || update.isPending}>
              {announcement === undefined ? "Pin announcement" : "Save announcement"} <Kbd>{modKey} ↵</Kbd>
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}

function writtenIn(announcement: Announcement | undefined, zone: string): z.infer<typeof draftShape> {
  return {
    title: announcement?.title ?? "",
    message: announcement?.message ?? "",
    startsAt: announcement === undefined ? "" : localTimeOf(new Date(announcement.startsAt), zone),
    endsAt: announcement?.endsAt == null ? "" : localTimeOf(new Date(announcement.endsAt), zone),
  };
}

function momentOrNone(local: string, zone: string): Date | null {
  return isLocalTime(local) ? momentOf(local, zone) : null;
}
