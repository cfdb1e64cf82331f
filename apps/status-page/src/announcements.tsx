import type { Snapshot } from "@fanal/contract/snapshot";
import { OperatorHtml } from "./markup.tsx";
import { useWords } from "./words.tsx";

/**
 * Notices that are no incidents. Each visitor may put one away; their browser remembers it, and the script that does so
 * also shows the button.
 */
export function Announcements({ snapshot }: { snapshot: Snapshot }) {
  const { text } = useWords();
  if (snapshot.announcements.length === 0) return null;
  return (
    <>
      <h2 className="sr">{text("announcements.title")}</h2>
      {snapshot.announcements.map(({ id, title, html }) => (
        <article
          key={id}
          className="card announcement"
          data-key={`announcement-${id}`}
          data-announcement={id}
        >
          <div>
            <h3>
              <bdi>{title}</bdi>
            </h3>
            <OperatorHtml html={html} />
          </div>
          <button
            type="button"
            className="quiet-button"
            data-dismiss=""
            aria-label={text("announcements.dismiss_named", { title })}
            hidden
          >
            {text("announcements.dismiss")}
          </button>
        </article>
      ))}
    </>
  );
}
