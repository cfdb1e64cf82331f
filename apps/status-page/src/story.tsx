import type { Snapshot, Story as StoryData } from "@fanal/contract/snapshot";
import { isOver } from "@fanal/domain";
import { ProgressIcon } from "@fanal/ui/components/progress-icon";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { durationBetween } from "./dates.ts";
import { AffectedServices, incidentMark, NextUpdate } from "./incidents.tsx";
import { MaintainedServices, MaintenanceWindow } from "./maintenances.tsx";
import { OperatorHtml } from "./markup.tsx";
import { storyPath } from "./stories.ts";
import { FullSpan, FullTime } from "./time.tsx";
import { Updates } from "./updates.tsx";
import { WholeFragment } from "./whole-fragment.tsx";
import { useWords } from "./words.tsx";

interface StoryProps<Kind = StoryData> {
  snapshot: Snapshot;
  story: Kind;
}

/** The whole story of an incident or a maintenance, at its own address. */
export function Story({ snapshot, story }: StoryProps) {
  return (
    <WholeFragment className="story-page">
      {story.kind === "incident" ? (
        <Incident snapshot={snapshot} story={story} />
      ) : (
        <Maintenance snapshot={snapshot} story={story} />
      )}
    </WholeFragment>
  );
}

function Incident({ snapshot, story }: StoryProps<Extract<StoryData, { kind: "incident" }>>) {
  const { text, rich, dates, language } = useWords();
  const { startedAt, resolvedAt, postmortem } = story;
  const { asOf } = snapshot;
  return (
    <article>
      <h1>
        <StatusIcon status={incidentMark(story)} size={24} />
        <span dir="auto">{story.title}</span>
      </h1>
      <ul className="facts meta">
        <li className="with-icon">
          <ProgressIcon state={story.status} size={14} /> {text(`state.${story.status}`)}
        </li>
        <li>{text(`impact.${story.impact}`)}</li>
        <li>
          {resolvedAt === null ? (
            rich("time.started", { time: <FullTime at={startedAt} /> })
          ) : (
            <FullSpan from={startedAt} to={resolvedAt} />
          )}
        </li>
        {resolvedAt !== null && (
          <li>{text("time.lasted", { duration: durationBetween(language, startedAt, resolvedAt) })}</li>
        )}
        {story.isBackfilled && <li>{text("incidents.backfilled")}</li>}
      </ul>
      <AffectedServices services={story.services} all />
      <NextUpdate incident={story} asOf={asOf} day={dates.dayOf(asOf)} />
      {resolvedAt === null && (
        <p className="more">
          <a href={followPath(story)}>{text("story.follow_incident")}</a>
        </p>
      )}
      <h2 className="sr">{text("incidents.updates")}</h2>
      {story.updates.length === 0 && <p className="quiet">{text("incidents.no_updates")}</p>}
      <Updates updates={story.updates} day="" address={storyPath(story)} />
      {postmortem && (
        <section className="postmortem" id="postmortem">
          <h2>{text("incidents.postmortem")}</h2>
          <p className="meta">{rich("time.published", { time: <FullTime at={postmortem.publishedAt} /> })}</p>
          <OperatorHtml html={postmortem.html} />
        </section>
      )}
    </article>
  );
}

function Maintenance({ snapshot, story }: StoryProps<Extract<StoryData, { kind: "maintenance" }>>) {
  const { text, rich, language } = useWords();
  const { startedAt, finishedAt, status } = story;
  return (
    <article>
      <h1>
        <StatusIcon status="under_maintenance" size={24} />
        <span dir="auto">{story.title}</span>
      </h1>
      <ul className="facts meta">
        <li className="with-icon">
          <ProgressIcon state={status} size={14} /> {text(`state.${status}`)}
        </li>
        {startedAt !== null && (
          <li>
            {finishedAt === null ? (
              rich("time.began", { time: <FullTime at={startedAt} /> })
            ) : (
              <FullSpan from={startedAt} to={finishedAt} />
            )}
          </li>
        )}
        {startedAt !== null && finishedAt !== null && (
          <li>{text("time.lasted", { duration: durationBetween(language, startedAt, finishedAt) })}</li>
        )}
      </ul>
      <MaintenanceWindow maintenance={story} asOf={snapshot.asOf} />
      <MaintainedServices maintenance={story} all />
      {!isOver(status) && (
        <p className="more">
          <a href={followPath(story)}>{text("story.follow_maintenance")}</a>
          <a href="maintenance.ics">{text("maintenance.calendar")}</a>
        </p>
      )}
      <h2 className="sr">{text("incidents.updates")}</h2>
      <Updates updates={story.updates} day="" address={storyPath(story)} />
    </article>
  );
}

/** Where somebody asks to be told of this one alone. */
function followPath({ kind, id }: StoryData): string {
  return `subscribe?${kind}=${id}`;
}
