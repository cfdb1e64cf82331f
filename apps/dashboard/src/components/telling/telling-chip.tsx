import type { Audience } from "@fanal/contract";
import { channelLabels, channels } from "@fanal/domain";
import { Button } from "@fanal/ui/components/button";
import { Field, FieldContent, FieldDescription, FieldLabel } from "@fanal/ui/components/field";
import { Popover, PopoverContent, PopoverTrigger } from "@fanal/ui/components/popover";
import { Switch } from "@fanal/ui/components/switch";
import { BellIcon, BellOffIcon } from "lucide-react";
import { useId, useState } from "react";
import { sentenceOf } from "../../lib/errors.ts";
import { Switcher } from "../preview-switches.tsx";
import { type AudiencePreview, chipWords, keptOf } from "./audience-words.ts";
import { MessageDialog, type WrittenMessage } from "./message-dialog.tsx";
import type { Telling } from "./use-telling.ts";
import { numberWords } from "./words.ts";

interface TellingChipProps {
  telling: Telling;
  /** What is written so far, to be shown as each channel will tell it. */
  written: WrittenMessage;
}

const holds = [
  { value: "0", label: "0" },
  { value: "1", label: "1" },
  { value: "5", label: "5" },
  { value: "10", label: "10" },
] as const;

/** Says before anything is sent who will be told, and is where that is chosen. */
export function TellingChip({ telling, written }: TellingChipProps) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [isReading, setReading] = useState(false);
  const { choice, audience, change } = telling;
  const pages = audience.data?.pages ?? [];
  const isUsual = choice.notify && choice.holdMinutes === 0;
  const Icon = choice.notify ? BellIcon : BellOffIcon;
  return (
    <>
      <Popover open={isOpen} onOpenChange={setOpen}>
        <PopoverTrigger asChild>
          <Button variant={isUsual ? "outline" : "secondary"} size="sm" className="tabular-nums">
            <Icon aria-hidden /> {chipWords(choice, audience.data)}
          </Button>
        </PopoverTrigger>
        <PopoverContent
          align="end"
          aria-label="Who is told"
          className="flex w-80 max-w-[calc(100vw-2rem)] flex-col gap-3"
        >
          {audience.isError && (
            <p role="alert" className="text-xs text-destructive">
              Who is told could not be counted. {sentenceOf(audience.error)}
            </p>
          )}
          {audience.isPending && <p className="text-muted-foreground">Counting…</p>}
          {audience.data !== undefined && <Pages {...audience.data} />}
          <Field orientation="horizontal">
            <FieldContent>
              <FieldLabel htmlFor={`${id}-notify`}>Tell subscribers</FieldLabel>
              <FieldDescription id={`${id}-help`}>
                {choice.notify ? "Each is told once." : "It appears on the page; nobody is told."}
              </FieldDescription>
            </FieldContent>
            <Switch
              id={`${id}-notify`}
              aria-describedby={`${id}-help`}
              checked={choice.notify}
              onCheckedChange={(notify) => change({ notify })}
            />
          </Field>
          {choice.notify && (
            <div className="flex flex-wrap items-center justify-between gap-2">
              <span className="text-sm font-medium">Hold for, in minutes</span>
              <Switcher
                label="Hold for, in minutes"
                choices={holds}
                value={String(choice.holdMinutes)}
                onChoose={(minutes) => change({ holdMinutes: Number(minutes) })}
                className="bg-muted"
              />
              {choice.holdMinutes > 0 && (
                <p className="w-full text-xs text-muted-foreground">
                  The page shows it at once. Until the time is over you can recall the messages.
                </p>
              )}
            </div>
          )}
          {pages.length > 0 && (
            <Button
              variant="outline"
              size="sm"
              onClick={() => {
                setOpen(false);
                setReading(true);
              }}
            >
              Preview messages
            </Button>
          )}
        </PopoverContent>
      </Popover>
      {isReading && <MessageDialog pages={pages} written={written} onClose={() => setReading(false)} />}
    </>
  );
}

function Pages({ sendsMail, pages }: AudiencePreview) {
  if (pages.length === 0)
    return <p className="text-muted-foreground">No page shows it, so nobody is told.</p>;
  return (
    <>
      <ul aria-label="Pages" className="flex flex-col gap-2">
        {pages.map(({ pageId, pageName, total, byChannel }) => (
          <li key={pageId} className="flex min-w-0 flex-col">
            <span className="flex justify-between gap-3">
              <span className="truncate font-strong">{pageName}</span>
              <span className="tabular-nums">{numberWords(total)}</span>
            </span>
            <span className="text-xs text-muted-foreground tabular-nums">
              {total === 0 ? "Nobody subscribed to this" : channelWords(byChannel)}
            </span>
          </li>
        ))}
      </ul>
      {!sendsMail && keptOf(pages) > 0 && (
        <p className="text-xs text-muted-foreground">
          No mail server is set up, so e-mails go no further than the outbox. Set SMTP_URL to send them.
        </p>
      )}
    </>
  );
}

function channelWords(byChannel: Audience["byChannel"]): string {
  return channels
    .flatMap((channel) => {
      const count = byChannel[channel];
      return count === undefined ? [] : [`${channelLabels[channel]} ${numberWords(count)}`];
    })
    .join(" · ");
}

/** In the place of the chip, where nobody can be told. */
export function TellsNobody({ why }: { why: string }) {
  return <span className="text-xs text-muted-foreground">Tells nobody: {why}.</span>;
}
