import { useWords } from "./words.tsx";

/** How to hear of changes without coming back. A popover opens without any script. */
export function GetUpdates({ pageName }: { pageName: string }) {
  const { text } = useWords();
  return (
    <>
      <button type="button" className="button" popoverTarget="get-updates">
        {text("updates.get")}
      </button>
      <section id="get-updates" className="sheet" popover="auto" aria-labelledby="get-updates-title">
        <h2 id="get-updates-title">{text("updates.get")}</h2>
        <p>{text("updates.intro")}</p>
        <ul className="links">
          <li>
            <a href="history.atom">{text("updates.atom")}</a>
            <a href="history.rss">{text("updates.rss")}</a>
            <a href="feed.json">{text("updates.json")}</a>
            <p className="meta">{text("updates.feed_help")}</p>
          </li>
          <li>
            <a href="maintenance.ics">{text("updates.calendar")}</a>
            <p className="meta">{text("updates.calendar_help")}</p>
          </li>
        </ul>
        <button type="button" className="button" popoverTarget="get-updates" popoverTargetAction="hide">
          {text("updates.close")}
          <span className="sr">: {pageName}</span>
        </button>
      </section>
    </>
  );
}
