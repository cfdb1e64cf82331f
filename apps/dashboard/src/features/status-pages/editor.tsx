import type { StatusPage } from "@fanal/contract";
import { createContext, use, useEffect, useId } from "react";
import type { Section } from "./sections.ts";
import type { SavePage } from "./writes.ts";

interface Editor {
  organization: string;
  page: StatusPage;
  canUpdate: boolean;
  save: SavePage;
  /** Says in the bar that something was saved. */
  onSaved: () => void;
}

const EditorContext = createContext<Editor | null>(null);

export const EditorProvider = EditorContext;

/** The page that is edited, and how to save a part of it. */
export function useEditor(): Editor {
  const editor = use(EditorContext);
  if (editor === null) throw new Error("Only within the editor of a page");
  return editor;
}

type Report = (field: string, section: Section, hasProblem: boolean) => void;

const ProblemContext = createContext<{ section: Section; report: Report } | null>(null);

export const ProblemProvider = ProblemContext;

/** Tells the section's tab that a field of it has an error, for as long as it has. */
export function useProblem(problem: string | null): void {
  const context = use(ProblemContext);
  const field = useId();
  const hasProblem = problem !== null;
  useEffect(() => {
    context?.report(field, context.section, hasProblem);
    return () => context?.report(field, context.section, false);
  }, [context, field, hasProblem]);
}
