import { Notice } from "./notice.tsx";
import type { DoorFailure } from "./renderer.ts";
import { useWords } from "./words.tsx";

export interface DoorProps {
  kind: "password" | "members";
  /** Where the password is sent to. */
  action: string;
  signInUrl: string;
  failure?: DoorFailure | undefined;
}

/** What stands before a page that not everybody may see. It tells nothing of the page. */
export function Door({ kind, action, signInUrl, failure }: DoorProps) {
  const { text } = useWords();
  if (kind === "members") {
    return (
      <Notice title={text("door.members_title")}>
        <p>{text("door.members_why")}</p>
        <p>
          <a className="button primary" href={signInUrl}>
            {text("door.sign_in")}
          </a>
        </p>
      </Notice>
    );
  }
  return (
    <Notice title={text("door.password_title")}>
      <p>{text("door.password_why")}</p>
      <form method="post" action={action} className="door">
        <label htmlFor="password">{text("door.password")}</label>
        <input
          id="password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          // biome-ignore lint/a11y/noAutofocus: the page is this field, and with the focus on it a failure is read out.
          autoFocus
          aria-invalid={failure?.kind === "wrong" || undefined}
          aria-describedby={failure && "failure"}
        />
        {failure && (
          <p id="failure" className="failure" role="alert">
            {failure.kind === "wrong"
              ? text("door.wrong")
              : text("door.limited", { minutes: Math.ceil(failure.wait / 60) })}
          </p>
        )}
        <button type="submit" className="button primary">
          {text("door.open")}
        </button>
      </form>
    </Notice>
  );
}
