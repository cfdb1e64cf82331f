import { Button } from "@fanal/ui/components/button";
import { Spinner } from "@fanal/ui/components/spinner";
import { Link, useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { keepStart, type StartStep, startSteps } from "../lib/guided-start.ts";
import { useOrganization } from "../lib/use-organization.ts";
import { ViewBar } from "./view-bar.tsx";

interface StartFrameProps {
  step: StartStep;
  title: string;
  /** One sentence on what is asked. */
  text: ReactNode;
  /** The one act of the step: "Continue". */
  act: string;
  isBusy?: boolean;
  onAct: () => void;
  /** Beside the question, where there is room; on a phone below it. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A step of the guided start: a question, what leads on, and the ways back and out. Naming the organization was the first. */
export function StartFrame(props: StartFrameProps) {
  const { step, title, text, act, isBusy = false, onAct, aside, children } = props;
  const organization = useOrganization();
  const navigate = useNavigate();
  const index = startSteps.indexOf(step);
  const before = startSteps[index - 1];
  const isLast = index === startSteps.length - 1;

  function skip() {
    keepStart(organization.id, null);
    void navigate({ to: "/app/$organization", params: { organization: organization.slug } });
  }

  return (
    <>
      <ViewBar key={step} title={title}>
        <p className="text-xs text-muted-foreground tabular-nums">
          <span className="sr-only">Step </span>
          {index + 2} of {startSteps.length + 1}
        </p>
        {!isLast && (
          <Button variant="ghost" size="sm" onClick={skip}>
            Skip
          </Button>
        )}
      </ViewBar>
      <div className="flex min-h-0 flex-1 max-lg:flex-col max-lg:overflow-y-auto">
        <div className="flex w-full min-w-0 flex-col gap-5 px-4 py-5 lg:w-110 lg:shrink-0 lg:overflow-y-auto">
          <p className="text-muted-foreground">{text}</p>
          {children}
        </div>
        {aside !== undefined && (
          <div className="flex min-w-0 flex-1 max-lg:min-h-150 max-lg:shrink-0">{aside}</div>
        )}
      </div>
      {/* Above the tabs of a phone, where a thumb is. */}
      <div className="flex shrink-0 items-center gap-2 border-t px-4 py-3 max-md:mb-[calc(56px+env(safe-area-inset-bottom))]">
        {before !== undefined && (
          <Button variant="outline" size="lg" asChild className="pointer-coarse:h-11">
            <Link
              to="/app/$organization/start"
              params={{ organization: organization.slug }}
              search={{ step: before }}
            >
              Back
            </Link>
          </Button>
        )}
        <Button
          size="lg"
          aria-disabled={isBusy}
          onClick={onAct}
          className="pointer-coarse:h-11 max-md:flex-1"
        >
          {isBusy && <Spinner label="" />}
          {act}
        </Button>
      </div>
    </>
  );
}
