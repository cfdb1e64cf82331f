import type { Snapshot } from "@fanal/contract/snapshot";
import { languageNames, languages } from "@fanal/domain";
import { AsOf } from "./time.tsx";
import { useWords } from "./words.tsx";

interface FooterProps {
  snapshot: Snapshot;
  base: string;
  path: string;
}

/** What a visitor may choose, what else there is, and as of when all of this holds. */
export function Footer({ snapshot, base, path }: FooterProps) {
  const { text, rich, dates } = useWords();
  const { footerText } = snapshot.page.look;
  return (
    <footer className="meta">
      {footerText && (
        <p className="footer-text" dir="auto">
          {footerText}
        </p>
      )}
      <div className="row">
        <p id="zone" data-own={text("footer.zone_own", { zone: "%" })}>
          <span>{text("footer.zone", { zone: dates.zoneLabel(snapshot.asOf) })}</span>{" "}
          <button
            type="button"
            className="link"
            data-use-own={text("footer.use_own")}
            data-use-page={text("footer.use_page")}
            hidden
          />
        </p>
        <p>{rich("time.as_of_sentence", { time: <AsOf at={snapshot.asOf} whole /> })}</p>
      </div>
      <div className="row">
        <nav aria-label={text("footer.links")}>
          <a href="history">{text("timeline.history")}</a>
          <a href="history.atom">Atom</a>
          <a href="history.rss">RSS</a>
          <a href="feed.json">JSON</a>
          <a href="maintenance.ics">{text("updates.calendar")}</a>
          <Accessibility />
        </nav>
        <div className="choices">
          <ThemeSwitch />
          <LanguageSwitch address={path || base || "/"} />
        </div>
      </div>
    </footer>
  );
}

function Accessibility() {
  const { text } = useWords();
  return (
    <>
      <button type="button" className="link" popoverTarget="accessibility">
        {text("footer.accessibility")}
      </button>
      <section id="accessibility" className="sheet" popover="auto" aria-labelledby="accessibility-title">
        <h2 id="accessibility-title">{text("footer.accessibility")}</h2>
        <p>{text("footer.accessibility_text")}</p>
        <p>{text("footer.accessibility_contact")}</p>
        <button type="button" className="button" popoverTarget="accessibility" popoverTargetAction="hide">
          {text("updates.close")}
        </button>
      </section>
    </>
  );
}

const themes = ["system", "light", "dark"] as const;

/** Shown by the script, without which nothing could be chosen. */
function ThemeSwitch() {
  const { text } = useWords();
  return (
    <label id="theme" hidden>
      {text("footer.theme")}{" "}
      <select>
        {themes.map((theme) => (
          <option key={theme} value={theme}>
            {text(`footer.theme_${theme}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Links, so that it works without a script. */
export function LanguageSwitch({ address }: { address: string }) {
  const { text, language } = useWords();
  return (
    <>
      <button type="button" className="link" popoverTarget="languages">
        <span className="sr">{text("footer.language")}: </span>
        {languageNames[language]}
      </button>
      <nav id="languages" className="sheet menu" popover="auto" aria-label={text("footer.language")}>
        {languages.map((tag) => (
          <a
            key={tag}
            href={`${address}${address.includes("?") ? "&" : "?"}lang=${tag}`}
            lang={tag}
            hrefLang={tag}
            aria-current={tag === language ? "true" : undefined}
          >
            {languageNames[tag]}
          </a>
        ))}
      </nav>
    </>
  );
}
