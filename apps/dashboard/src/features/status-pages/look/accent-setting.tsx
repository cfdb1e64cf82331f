import { pageLook } from "@fanal/contract";
import { accentOf, type ThemedAccent } from "@fanal/domain";
import { Button } from "@fanal/ui/components/button";
import { Field, FieldDescription, FieldError, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { cn } from "@fanal/ui/lib/utils";
import { useState } from "react";
import { problemOf } from "../../../lib/forms.ts";
import { useEditor, useProblem } from "../editor.tsx";
import { FixedSetting } from "../settings.tsx";
import { useTyped } from "../use-typed.ts";

const accentField = pageLook.shape.accent;
/** Where a colour picker begins when nothing was chosen: Fanal's own. */
const ownAccent = "#574bcf";

/** The one colour of links, buttons and the focus ring, and what reading it demands in both themes. */
export function AccentSetting() {
  const { page, canUpdate, save } = useEditor();
  const { accent } = page.look;
  const { shown: text, isTyped, type, send, drop } = useTyped(accent ?? "");
  const [isChecked, setChecked] = useState(false);
  const written = text.trim().toLowerCase();
  const problem = isChecked && written !== "" ? problemOf(accentField, written) : null;
  useProblem(problem);
  const color = problemOf(accentField, written) === null ? written : accent;
  if (!canUpdate) {
    return (
      <FixedSetting label="Accent colour">
        {accent === null ? "Fanal’s own" : <Themes accent={accent} />}
      </FixedSetting>
    );
  }

  function settle(next: string) {
    const isWrong = next !== "" && problemOf(accentField, next) !== null;
    setChecked(isWrong);
    if (isWrong) return;
    if (next === (accent ?? "")) return drop();
    send(next);
    save({ look: { accent: next === "" ? null : next } });
  }

  /** A picker tells of each colour that it is dragged over; the last one is meant. */
  function onPicked(picker: HTMLInputElement | null) {
    const pick = () => picker && settle(picker.value);
    picker?.addEventListener("change", pick);
    return () => picker?.removeEventListener("change", pick);
  }

  return (
    <Field data-invalid={problem !== null}>
      <FieldLabel htmlFor="page-accent">Accent colour</FieldLabel>
      <div className="flex items-center gap-2">
        <input
          ref={onPicked}
          type="color"
          aria-label="Pick a colour"
          value={color ?? ownAccent}
          onChange={(event) => type(event.target.value)}
          className="size-8 shrink-0 cursor-default rounded-md border border-input bg-transparent p-0.5 pointer-coarse:size-11"
        />
        <Input
          id="page-accent"
          value={text}
          placeholder={ownAccent}
          spellCheck={false}
          autoCapitalize="off"
          aria-invalid={problem !== null}
          aria-describedby="page-accent-help"
          onChange={(event) => type(event.target.value)}
          onBlur={() => isTyped && settle(written)}
          onKeyDown={(event) => {
            if (event.key === "Enter") settle(written);
            if (event.key === "Escape") drop();
          }}
          className="w-28 font-mono tabular-nums"
        />
        {accent !== null && (
          <Button variant="ghost" size="sm" onClick={() => settle("")}>
            Use Fanal’s own
          </Button>
        )}
      </div>
      <FieldDescription id="page-accent-help">
        Links, buttons and the focus ring. The colours of a status stay as they are.
      </FieldDescription>
      <FieldError>{problem}</FieldError>
      {color !== null && <Themes accent={color} />}
    </Field>
  );
}

/** What the accent becomes where it has to be read. */
function Themes({ accent }: { accent: string }) {
  const { light, dark } = accentOf(accent);
  return (
    <ul aria-label="Accent colour in both themes" className="mt-1 grid grid-cols-2 gap-2">
      <Theme name="Light" theme="light" accent={light} moved="Darker than chosen, so that it can be read." />
      <Theme name="Dark" theme="dark" accent={dark} moved="Lighter than chosen, so that it can be read." />
    </ul>
  );
}

interface ThemeProps {
  name: string;
  theme: "light" | "dark";
  accent: ThemedAccent;
  /** What was done to it, where something was. */
  moved: string;
}

function Theme({ name, theme, accent, moved }: ThemeProps) {
  return (
    <li className={cn("flex flex-col gap-2 rounded-md border bg-background p-3 text-foreground", theme)}>
      <span className="text-xs text-muted-foreground">{name}</span>
      <span aria-hidden className="flex items-center gap-2">
        <span className="underline underline-offset-4" style={{ color: accent.color }}>
          Link
        </span>
        <span
          className="rounded-md px-2 py-0.5 text-xs text-primary-foreground"
          style={{ backgroundColor: accent.color }}
        >
          Button
        </span>
      </span>
      <span className="text-xs font-normal">
        <span className="font-mono">{accent.color}</span>
        <br />
        <span className="text-muted-foreground">{accent.isMoved ? moved : "As chosen."}</span>
      </span>
    </li>
  );
}
