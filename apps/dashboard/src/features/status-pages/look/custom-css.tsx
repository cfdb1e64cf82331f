import { limits, statusPage } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { Field, FieldDescription, FieldError, FieldLabel } from "@fanal/ui/components/field";
import { Textarea } from "@fanal/ui/components/textarea";
import { useState } from "react";
import { CharacterCount } from "../../../components/character-count.tsx";
import { UnsavedGuard } from "../../../components/unsaved-guard.tsx";
import { sentenceOf } from "../../../lib/errors.ts";
import { problemOf } from "../../../lib/forms.ts";
import { useEditor, useProblem } from "../editor.tsx";
import { FixedSetting } from "../settings.tsx";
import { useUpdateStatusPage } from "../writes.ts";

const cssField = statusPage.shape.customCss;

/** Half a rule can make a page unreadable, so it waits for a word. */
export function CustomCss() {
  const { organization, page, canUpdate, onSaved } = useEditor();
  const [typed, setTyped] = useState<string | null>(null);
  const css = typed ?? page.customCss;
  const [isChecked, setChecked] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const update = useUpdateStatusPage(
    () => {
      onSaved();
      settle();
    },
    (error) => setRefused(sentenceOf(error)),
  );
  // Half a rule is always wrong: only what is meant to be saved is looked at.
  const problem = refused ?? (isChecked ? problemOf(cssField, css) : null);
  useProblem(problem);
  const isChanged = css.trim() !== page.customCss;
  if (!canUpdate) {
    return (
      <FixedSetting label="Custom CSS">
        {page.customCss === "" ? "None" : <code className="font-mono text-xs">{page.customCss}</code>}
      </FixedSetting>
    );
  }

  function settle() {
    setTyped(null);
    setChecked(false);
    setRefused(null);
  }

  function submit(event: React.SyntheticEvent) {
    event.preventDefault();
    setChecked(true);
    if (problemOf(cssField, css) !== null) return document.getElementById("custom-css")?.focus();
    update.submit({ organization, pageId: page.id, version: page.version, customCss: css.trim() });
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-2">
      <UnsavedGuard isUnsaved={isChanged && !update.isPending} what="the custom CSS" />
      <Field data-invalid={problem !== null}>
        <FieldLabel htmlFor="custom-css">Custom CSS</FieldLabel>
        <Textarea
          id="custom-css"
          spellCheck={false}
          autoCapitalize="off"
          placeholder={"header {\n  border-bottom: 1px solid;\n}"}
          value={css}
          aria-invalid={problem !== null}
          aria-describedby="custom-css-help"
          onChange={(event) => {
            setTyped(event.target.value);
            setRefused(null);
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) submit(event);
          }}
          className="max-h-96 min-h-32 font-mono text-xs/5 font-normal"
        />
        <CharacterCount text={css} limit={limits.customCss} />
        <FieldDescription id="custom-css-help">
          Comes after the page’s own style. It can load nothing: no @import, no fonts, and pictures only as
          data:image. A new version of Fanal can change what it applies to.
        </FieldDescription>
        {/* The rule writes code as Markdown has it. */}
        <FieldError>{problem?.replaceAll("`", "")}</FieldError>
      </Field>
      {isChanged && (
        <div className="flex gap-2">
          <Button type="submit" size="sm" aria-disabled={update.isPending}>
            Save CSS
          </Button>
          <Button variant="ghost" size="sm" onClick={settle}>
            Discard
          </Button>
        </div>
      )}
    </form>
  );
}
