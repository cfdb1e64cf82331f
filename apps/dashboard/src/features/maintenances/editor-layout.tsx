import type { Maintenance } from "@fanal/contract";
import { type ReactNode, useRef, useState } from "react";
import { useKeys } from "../../lib/use-keys.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { type Draft, fieldOrder, momentsOf, problemsOf } from "./draft.ts";
import { fieldId } from "./field-id.ts";
import { MaintenanceForm } from "./maintenance-form.tsx";
import { OverlapList } from "./overlap-list.tsx";
import { VisitorPreview } from "./visitor-preview.tsx";
import { useWindowPreview } from "./window-preview.ts";

interface EditorLayoutProps {
  draft: Draft;
  edited: Maintenance | null;
  failure: string | null;
  onChange: (change: Partial<Draft>) => void;
  /** Only called with what is in order. */
  onSave: () => void;
  bar: (submit: () => void) => ReactNode;
  /** Who is told of it. */
  telling: ReactNode;
  /** What stands above the form. */
  children?: ReactNode;
}

/** The form, and beside it what it leads to. What is wrong is said once somebody tried to save, and then at once. */
export function EditorLayout(props: EditorLayoutProps) {
  const { draft, edited, failure, onChange, onSave, telling, bar, children } = props;
  const { slug } = useOrganization();
  const [isChecked, setChecked] = useState(false);
  const messageInput = useRef<HTMLTextAreaElement>(null);
  const preview = useWindowPreview({ organization: slug, draft, exceptMaintenanceId: edited?.id });
  const problems = problemsOf(draft, edited, new Date());
  // An end before the start is seen while it is typed: nothing else on the page makes sense until it is mended.
  const shown = isChecked ? problems : onlyEnd(problems, momentsOf(draft) === null);

  function submit() {
    setChecked(true);
    const first = fieldOrder.find((field) => problems[field] !== undefined);
    if (first === undefined) return onSave();
    if (first === "message") return messageInput.current?.focus();
    document.getElementById(fieldId(first))?.focus();
  }

  // While a list that was open closes, the focus is nowhere.
  useKeys({ "$mod+Enter": ({ target }) => target === document.body && submit() });

  return (
    <>
      {bar(submit)}
      <form
        noValidate
        className="min-h-0 flex-1 overflow-y-auto pb-20 md:pb-6"
        onSubmit={(event) => event.preventDefault()}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
          event.preventDefault();
          submit();
        }}
      >
        <div className="mx-auto grid max-w-265 gap-x-10 gap-y-8 px-4 pt-6 md:px-6 lg:grid-cols-[minmax(0,1fr)_280px] xl:grid-cols-[minmax(0,1fr)_320px]">
          <div className="flex min-w-0 max-w-170 flex-col gap-6">
            {children}
            <MaintenanceForm
              draft={draft}
              edited={edited}
              problems={shown}
              failure={failure}
              preview={preview}
              messageInput={messageInput}
              onChange={onChange}
            />
            <div className="flex">{telling}</div>
          </div>
          <aside aria-label="What it leads to" className="flex min-w-0 flex-col gap-6">
            <OverlapList overlaps={preview.data?.overlaps ?? []} />
            <VisitorPreview draft={draft} edited={edited} />
          </aside>
        </div>
      </form>
    </>
  );
}

function onlyEnd(problems: ReturnType<typeof problemsOf>, isBroken: boolean) {
  return isBroken && problems.end !== undefined ? { end: problems.end } : {};
}
