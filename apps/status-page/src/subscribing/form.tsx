import type { Snapshot } from "@fanal/contract/snapshot";
import { type Channel, channelLabels, channels } from "@fanal/domain";
import type { MessageKey } from "../messages/en.ts";
import { useWords } from "../words.tsx";
import { BrowserForm } from "./browser-form.tsx";
import { Amount, Choices, LanguageChoice } from "./choices.tsx";
import { Problem } from "./problem.tsx";
import type { SubscribingScreen } from "./screens.ts";

type FormScreen = Extract<SubscribingScreen, { kind: "form" }>;

interface FormProps extends FormScreen {
  snapshot: Snapshot;
}

/** Where a visitor asks to be told, with the other ways beside it. */
export function SubscribeForm(form: FormProps) {
  const { text } = useWords();
  const { channel, story } = form;
  return (
    <>
      <h1>{text("updates.get")}</h1>
      {story !== null && <OneStory story={story} />}
      <Ways channel={channel} story={story} />
      {form.pushKey === null ? (
        <form method="post" action="subscribe" className="subscribe">
          <Problem
            problem={form.problem}
            channel={channel}
            except={["email", "endpoint", "private", "not_theirs"]}
          />
          {channel !== "email" && channel !== "push" && <Endpoint {...form} channel={channel} />}
          <Email {...form} />
          <Wishes {...form} />
        </form>
      ) : (
        <BrowserForm {...form} pushKey={form.pushKey}>
          <Wishes {...form} />
        </BrowserForm>
      )}
      <Feeds />
    </>
  );
}

/** What every form asks, and what holds programs off. */
function Wishes(form: FormProps) {
  const { text } = useWords();
  const { channel, story, made } = form;
  return (
    <>
      <input type="hidden" name="made" value={made} />
      <input type="hidden" name="channel" value={channel} />
      {/* People do not see it; programs fill in whatever there is. */}
      <div className="trap" aria-hidden="true">
        <label htmlFor="homepage">{text("subscribe.trap")}</label>
        <input id="homepage" name="homepage" tabIndex={-1} autoComplete="off" />
      </div>
      {story === null ? (
        <Choices {...form} />
      ) : (
        <>
          <input type="hidden" name={story.kind} value={story.id} />
          <Amount choices={form.choices} isOneStory />
          <LanguageChoice language={form.language} />
        </>
      )}
      <button type="submit" className="button primary" value="subscribe">
        {text("subscribe.submit")}
      </button>
    </>
  );
}

function OneStory({ story }: { story: NonNullable<FormScreen["story"]> }) {
  const { text, rich } = useWords();
  return (
    <p>
      {rich("subscribe.one_story", { title: <bdi>{story.title}</bdi> })}{" "}
      <a href="subscribe">{text("subscribe.instead")}</a>
    </p>
  );
}

/** Those that have no name of their own. */
const wayNames: Partial<Record<Channel, MessageKey>> = {
  email: "subscribe.by_email",
  push: "subscribe.by_push",
};

/** By which channel; each has a form of its own. */
function Ways({ channel, story }: Pick<FormScreen, "channel" | "story">) {
  const { text } = useWords();
  const addressOf = (way: Channel) => {
    const query = new URLSearchParams({
      ...(way === "email" ? {} : { channel: way }),
      ...(story === null ? {} : { [story.kind]: story.id }),
    });
    return query.size === 0 ? "subscribe" : `subscribe?${query}`;
  };
  return (
    <nav className="ways" aria-label={text("subscribe.ways")}>
      {channels.map((way) => (
        <a key={way} href={addressOf(way)} aria-current={way === channel ? "page" : undefined}>
          {wayNames[way] === undefined ? <bdi>{channelLabels[way]}</bdi> : text(wayNames[way])}
        </a>
      ))}
    </nav>
  );
}

function Email({ channel, email, problem }: FormScreen) {
  const { text } = useWords();
  const isWrong = problem === "email";
  const isContact = channel !== "email";
  const describedBy = [isContact && "email-help", isWrong && "problem"].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor="email">{text(isContact ? "subscribe.contact" : "subscribe.email")}</label>
      <input
        id="email"
        name="email"
        type="email"
        autoComplete="email"
        maxLength={254}
        required
        defaultValue={email}
        aria-invalid={isWrong || undefined}
        aria-describedby={describedBy || undefined}
      />
      {isContact && (
        <p id="email-help" className="meta">
          {text("subscribe.contact_help")}
        </p>
      )}
      {isWrong && <Problem problem={problem} channel={channel} />}
    </div>
  );
}

function Endpoint({
  channel,
  endpoint,
  problem,
}: FormScreen & { channel: Exclude<Channel, "email" | "push"> }) {
  const { text } = useWords();
  const isWebhook = channel === "webhook";
  const isWrong = problem === "endpoint" || problem === "private" || problem === "not_theirs";
  return (
    <div className="field">
      <label htmlFor="endpoint">{text(isWebhook ? "subscribe.endpoint" : "subscribe.incoming")}</label>
      <input
        id="endpoint"
        name="endpoint"
        type="url"
        autoComplete="off"
        maxLength={2_000}
        required
        defaultValue={endpoint}
        aria-invalid={isWrong || undefined}
        aria-describedby={isWrong ? "endpoint-help problem" : "endpoint-help"}
      />
      <p id="endpoint-help" className="meta">
        {isWebhook
          ? text("subscribe.endpoint_help")
          : text("subscribe.incoming_help", { channel: channelLabels[channel] })}
      </p>
      {isWrong && <Problem problem={problem} channel={channel} />}
    </div>
  );
}

/** What needs no address at all. */
function Feeds() {
  const { text } = useWords();
  return (
    <section className="feeds">
      <h2>{text("subscribe.feeds")}</h2>
      <p className="meta">{text("updates.intro")}</p>
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
    </section>
  );
}
