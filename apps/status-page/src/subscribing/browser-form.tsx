import type { ReactNode } from "react";
import type { MessageKey } from "../messages/en.ts";
import { useWords } from "../words.tsx";
import { Problem } from "./problem.tsx";
import type { SubscribingProblem } from "./screens.ts";

interface BrowserFormProps {
  pushKey: string;
  problem: SubscribingProblem | null;
  children: ReactNode;
}

/** What `push/push-script.ts` may have to say. */
const states = ["unsupported", "denied", "dismissed", "failed"] as const;

/**
 * By which a browser subscribes. Only its script can ask for the subscription, so the form is shown by it, and what it may have
 * to say stands here in the page's language.
 */
export function BrowserForm({ pushKey, problem, children }: BrowserFormProps) {
  const { text } = useWords();
  return (
    <>
      <p>{text("push.about")}</p>
      <noscript>
        <p className="saved">{text("push.needs_script")}</p>
      </noscript>
      <div role="status">
        {states.map((state) => (
          <p key={state} className="saved" data-push={state} hidden>
            {text(`push.${state}` satisfies MessageKey)}
          </p>
        ))}
        <p className="saved" data-push="told" hidden>
          {text("push.told")}{" "}
          <button type="submit" className="link" form="push" value="manage">
            {text("push.manage")}
          </button>
        </p>
      </div>
      <form method="post" action="subscribe" className="subscribe" id="push" data-key={pushKey} hidden>
        <Problem problem={problem} channel="push" />
        <input type="hidden" name="subscription" />
        <input type="hidden" name="action" />
        {children}
      </form>
    </>
  );
}
