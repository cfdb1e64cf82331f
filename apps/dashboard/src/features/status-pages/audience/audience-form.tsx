import { limits } from "@fanal/contract";
import { type PageVisibility, pageVisibilities } from "@fanal/domain";
import { Button } from "@fanal/ui/components/button";
import { Field, FieldDescription, FieldError, FieldLabel } from "@fanal/ui/components/field";
import { Input } from "@fanal/ui/components/input";
import { RadioGroup, RadioGroupItem } from "@fanal/ui/components/radio-group";
import { useState } from "react";
import { toast } from "sonner";
import { UnsavedGuard } from "../../../components/unsaved-guard.tsx";
import { sentenceOf } from "../../../lib/errors.ts";
import { pick } from "../../../lib/pick.ts";
import { useEditor, useProblem } from "../editor.tsx";
import { FixedSetting } from "../settings.tsx";
import { useUpdateStatusPage } from "../writes.ts";
import { audiences } from "./audiences.ts";

/** Who sees the page. What a wrong click would show to the world waits for a word. */
export function AudienceForm() {
  const { organization, page, canUpdate, onSaved } = useEditor();
  const [picked, setPicked] = useState<PageVisibility | null>(null);
  const [password, setPassword] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const update = useUpdateStatusPage(
    () => {
      discard();
      onSaved();
      toast.success(saidOf(visibility));
    },
    (error) => setProblem(sentenceOf(error)),
  );
  useProblem(problem);
  const visibility = picked ?? page.visibility;
  const hasPassword = page.visibility === "password";
  const isAskingPassword = visibility === "password" && (!hasPassword || password !== null);
  const isChanged = visibility !== page.visibility || (visibility === "password" && password !== null);
  if (!canUpdate) {
    return <FixedSetting label="Who sees the page">{audiences[page.visibility].label}</FixedSetting>;
  }

  function discard() {
    setPicked(null);
    setPassword(null);
    setProblem(null);
  }

  function submit(event: React.FormEvent) {
    event.preventDefault();
    const wrong = isAskingPassword ? passwordProblem(password ?? "") : null;
    setProblem(wrong);
    if (wrong !== null) return document.getElementById("page-password")?.focus();
    update.submit({
      organization,
      pageId: page.id,
      version: page.version,
      visibility,
      ...(isAskingPassword && password !== null ? { password } : {}),
    });
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <UnsavedGuard isUnsaved={isChanged && !update.isPending} what="who sees the page" />
      <RadioGroup
        aria-label="Who sees the page"
        value={visibility}
        onValueChange={(value) => {
          setPicked(pick(pageVisibilities, value));
          setProblem(null);
        }}
      >
        {pageVisibilities.map((value) => (
          <div key={value} className="flex items-start gap-2.5">
            <RadioGroupItem
              id={`audience-${value}`}
              value={value}
              aria-describedby={`audience-${value}-help`}
              className="mt-0.5"
            />
            <div className="flex min-w-0 flex-col gap-0.5">
              <FieldLabel htmlFor={`audience-${value}`}>{audiences[value].label}</FieldLabel>
              <FieldDescription id={`audience-${value}-help`}>{audiences[value].help}</FieldDescription>
            </div>
          </div>
        ))}
      </RadioGroup>
      {isAskingPassword && (
        <Field data-invalid={problem !== null}>
          <FieldLabel htmlFor="page-password">{hasPassword ? "New password" : "Password"}</FieldLabel>
          <Input
            id="page-password"
            value={password ?? ""}
            autoComplete="off"
            spellCheck={false}
            autoCapitalize="off"
            aria-invalid={problem !== null}
            aria-describedby="page-password-help"
            onChange={(event) => {
              setPassword(event.target.value);
              setProblem(null);
            }}
          />
          <FieldDescription id="page-password-help">
            {limits.pagePasswordMin} characters or more. Keep it where you give it from: nobody can read it
            here later.
            {hasPassword && " Who came in with the old one is asked again."}
          </FieldDescription>
          <FieldError>{problem}</FieldError>
        </Field>
      )}
      {!isAskingPassword && <FieldError>{problem}</FieldError>}
      {visibility === "password" && !isAskingPassword && (
        <div>
          <Button variant="outline" size="sm" onClick={() => setPassword("")}>
            Change password
          </Button>
        </div>
      )}
      {isChanged && (
        <div className="flex flex-col gap-3">
          <p className="text-muted-foreground">{consequenceOf(page.visibility, visibility)}</p>
          <div className="flex gap-2">
            <Button type="submit" size="sm" aria-disabled={update.isPending}>
              Save audience
            </Button>
            <Button variant="ghost" size="sm" onClick={discard}>
              Discard
            </Button>
          </div>
        </div>
      )}
    </form>
  );
}

function passwordProblem(password: string): string | null {
  if (password.length < limits.pagePasswordMin) return `Use at least ${limits.pagePasswordMin} characters.`;
  if (password.length > limits.passwordMax) return `Use at most ${limits.passwordMax} characters.`;
  return null;
}

function consequenceOf(before: PageVisibility, after: PageVisibility): string {
  if (before === after) return "Visitors need the new password from now on.";
  switch (after) {
    case "public":
      return "Everyone sees the page, its feeds and its badge at once.";
    case "password":
      return "Visitors who have the page open need the password from now on. Feeds go on under secret links only.";
    case "members":
      return "Visitors who have the page open are asked to sign in. Feeds go on under secret links only.";
  }
}

function saidOf(visibility: PageVisibility): string {
  switch (visibility) {
    case "public":
      return "Everyone sees the page.";
    case "password":
      return "The page opens with its password.";
    case "members":
      return "Only members see the page.";
  }
}
