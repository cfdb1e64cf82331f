import type { Maintenance } from "@fanal/contract";
import { isLocalTime, isRefusal, localTimeOf, moveWindow, windowOf } from "@fanal/domain";
import { Button } from "@fanal/ui/components/button";
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@fanal/ui/components/dropdown-menu";
import { Field, FieldDescription, FieldError, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { ChevronDownIcon } from "lucide-react";
import { type ReactNode, useState } from "react";
import { FormDialog } from "../../components/form-dialog.tsx";
import { reachWords } from "../../components/telling/audience-words.ts";
import { TellingChip } from "../../components/telling/telling-chip.tsx";
import { type Telling, useTelling } from "../../components/telling/use-telling.ts";
import { duration } from "../../lib/time.ts";
import { offsetWords } from "../../lib/zoned-time.ts";
import { stateOf } from "./state.ts";

const steps = [15, 30, 60] as const;
const minuteMs = 60_000;

interface ExtendMenuProps {
  maintenance: Maintenance;
  /** Gets the new end, on the clock of the window's zone, and whether subscribers are told of it. */
  onExtend: (localEnd: string, telling: Pick<Telling, "choice" | "said">) => void;
}

/** Gives the work more time: some minutes at once, or any other end. */
export function ExtendMenu({ maintenance, onExtend }: ExtendMenuProps) {
  const [isChoosing, setChoosing] = useState(false);
  const { endsAt, timeZone } = maintenance;
  const told = { kind: "maintenance_rescheduled", storyId: maintenance.id } as const;
  const telling = useTelling(told);
  const extend = (localEnd: string) => {
    onExtend(localEnd, telling);
    telling.reset();
  };

  /** From its end, or from now when that has passed. */
  function extendBy(minutes: number) {
    const from = Math.max(Date.parse(endsAt), Date.now());
    extend(localTimeOf(new Date(from + minutes * minuteMs), timeZone));
  }

  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="outline" size="sm">
            Extend <ChevronDownIcon aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          {steps.map((minutes) => (
            <DropdownMenuItem key={minutes} onSelect={() => extendBy(minutes)}>
              By {minutes} minutes
            </DropdownMenuItem>
          ))}
          <DropdownMenuItem onSelect={() => setChoosing(true)}>Until…</DropdownMenuItem>
          <DropdownMenuSeparator />
          <DropdownMenuCheckboxItem
            checked={telling.choice.notify}
            onCheckedChange={(notify) => telling.change({ notify })}
            // What is chosen is seen before it counts.
            onSelect={(event) => event.preventDefault()}
          >
            <span className="flex flex-col">
              Tell subscribers
              {telling.audience.data !== undefined && (
                <span className="text-xs text-muted-foreground tabular-nums">
                  {reachWords(telling.audience.data) ?? "Nobody subscribed to this"}
                </span>
              )}
            </span>
          </DropdownMenuCheckboxItem>
        </DropdownMenuContent>
      </DropdownMenu>
      {isChoosing && (
        <EndDialog
          maintenance={maintenance}
          telling={<TellingChip telling={telling} written={told} />}
          onClose={() => setChoosing(false)}
          onChoose={extend}
        />
      )}
    </>
  );
}

interface EndDialogProps {
  maintenance: Maintenance;
  telling: ReactNode;
  onChoose: (localEnd: string) => void;
  onClose: () => void;
}

function EndDialog({ maintenance, telling, onChoose, onClose }: EndDialogProps) {
  const { localEnd, timeZone, endsAt } = maintenance;
  const [date, setDate] = useState(localEnd.slice(0, 10));
  const [time, setTime] = useState(localEnd.slice(11));
  const [problem, setProblem] = useState<string | null>(null);

  function submit(event: React.FormEvent) {
    event.preventDefault();
    const chosen = `${date}T${time}`;
    const found = problemOfEnd(maintenance, chosen);
    if (found !== null) return setProblem(found);
    onClose();
    onChoose(chosen);
  }

  return (
    <FormDialog
      title="Another end"
      description={`The window ends in ${duration(new Date().toISOString(), new Date(endsAt))} as it is.`}
      act="Change end"
      onSubmit={submit}
      onClose={onClose}
    >
      <Field data-invalid={problem !== null}>
        <FieldLabel htmlFor="new-end-date">Ends</FieldLabel>
        <div className="flex gap-2">
          <Input
            id="new-end-date"
            type="date"
            aria-invalid={problem !== null}
            aria-describedby="new-end-help"
            value={date}
            onChange={(event) => setDate(event.target.value)}
            className="w-34"
          />
          <Input
            type="time"
            aria-label="End time"
            aria-invalid={problem !== null}
            value={time}
            onChange={(event) => setTime(event.target.value)}
            className="w-29"
          />
        </div>
        <FieldDescription id="new-end-help">
          In {timeZone.replaceAll("_", " ")}, {offsetWords(new Date(endsAt), timeZone)}.
        </FieldDescription>
        <FieldError>{problem}</FieldError>
      </Field>
      <div className="flex">{telling}</div>
    </FormDialog>
  );
}

function problemOfEnd(maintenance: Maintenance, localEnd: string): string | null {
  if (!isLocalTime(localEnd)) return "Choose the day and the hour at which it ends.";
  const { localStart, timeZone } = maintenance;
  const window = windowOf({ localStart, localEnd, timeZone });
  if (isRefusal(window)) return window.message;
  const moved = moveWindow(stateOf(maintenance), window, new Date());
  return isRefusal(moved) ? moved.message : null;
}
