import type { FragmentId } from "@fanal/contract/live";
import type { Snapshot } from "@fanal/contract/snapshot";
import type { Language } from "@fanal/domain";
import { statusFavicon } from "@fanal/ui/lib/status-svg";
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { sayChange } from "./announce.ts";
import { badge } from "./badge.ts";
import { Door } from "./door.tsx";
import { feedTitles as titlesOf } from "./feed-titles.ts";
import { headlineText, pageStatus } from "./headline.tsx";
import { History, historyPath } from "./history.tsx";
import { Gone, NotFound, NothingHere, Unavailable } from "./notice.tsx";
import { fragments, Page } from "./page.tsx";
import { PageDocument } from "./page-document.tsx";
import type * as Renderer from "./renderer.ts";
import type { RenderOptions } from "./renderer.ts";
import { ServicePage } from "./service-page.tsx";
import { storyPath } from "./stories.ts";
import { Story } from "./story.tsx";
import { tell, plainText as textOf } from "./story-words.ts";
import { Subscribing } from "./subscribing/screen.tsx";
import { Speaking, type Words, wordsIn } from "./words.tsx";

export { default as embedScript } from "virtual:embed-script";
export { pushGreeting, pushIcon, pushIconPath, serviceWorker, serviceWorkerPath } from "./push/push.ts";
export { contentSecurityPolicy, subscribingPolicy } from "./security.ts";

export const renderPage: typeof Renderer.renderPage = (snapshot, options) => {
  const words = wordsOf(snapshot, options.language);
  const title = titleOf(headlineText(words, snapshot.headline), snapshot);
  return pageDocument(
    snapshot,
    options,
    "",
    title,
    <Page made={renderFragments(snapshot, options.language)} />,
  );
};

export const renderHistory: typeof Renderer.renderHistory = (snapshot, stories, month, options) => {
  const words = wordsOf(snapshot, options.language);
  const title = titleOf(words.text("history.title"), snapshot);
  const history = <History snapshot={snapshot} stories={stories} month={month} />;
  return pageDocument(snapshot, options, historyPath(month), title, history);
};

export const renderStory: typeof Renderer.renderStory = (snapshot, story, options) => {
  const title = titleOf(story.title, snapshot);
  return pageDocument(
    snapshot,
    options,
    storyPath(story),
    title,
    <Story snapshot={snapshot} story={story} />,
  );
};

export const renderService: typeof Renderer.renderService = (snapshot, serviceId, stories, options) => {
  const service = snapshot.groups.flatMap((group) => group.services).find(({ id }) => id === serviceId);
  if (service === undefined) return null;
  const title = titleOf(service.name, snapshot);
  const page = <ServicePage snapshot={snapshot} service={service} stories={stories} />;
  return pageDocument(snapshot, options, `services/${serviceId}`, title, page);
};

/** A page is rendered whole and in parts; its parts are made once. */
const made = new WeakMap<Snapshot, Map<Language, Record<FragmentId, string>>>();

export const renderFragments: typeof Renderer.renderFragments = (snapshot, language) => {
  const ofSnapshot = made.get(snapshot) ?? new Map<Language, Record<FragmentId, string>>();
  made.set(snapshot, ofSnapshot);
  const known = ofSnapshot.get(language);
  if (known) return known;
  const words = wordsOf(snapshot, language);
  const render = (id: FragmentId) => {
    const Fragment = fragments[id];
    return markup(words, <Fragment snapshot={snapshot} />);
  };
  const result = {
    headline: render("headline"),
    announcements: render("announcements"),
    incidents: render("incidents"),
    maintenances: render("maintenances"),
    services: render("services"),
    timeline: render("timeline"),
  };
  ofSnapshot.set(language, result);
  return result;
};

export const announce: typeof Renderer.announce = (previous, next, language) =>
  sayChange(wordsOf(next, language), previous, next);

export const pageTitle: typeof Renderer.pageTitle = (snapshot, language) => {
  const words = wordsOf(snapshot, language);
  return titleOf(headlineText(words, snapshot.headline), snapshot);
};

export const pageIcon: typeof Renderer.pageIcon = (snapshot) => statusFavicon(pageStatus(snapshot));

export const renderBadge: typeof Renderer.renderBadge = (snapshot, options) =>
  badge(wordsOf(snapshot, options.language), snapshot, options);

export const storyWords: typeof Renderer.storyWords = (snapshot, story, language) =>
  tell(wordsOf(snapshot, language), story);

export const plainText: typeof Renderer.plainText = textOf;

export const feedTitles: typeof Renderer.feedTitles = (snapshot, language) =>
  titlesOf(wordsOf(snapshot, language), snapshot.page.name);

export const renderSubscribing: typeof Renderer.renderSubscribing = (
  snapshot,
  screen,
  { language, base, path },
) =>
  documentOf(
    wordsOf(snapshot, language),
    <Subscribing snapshot={snapshot} screen={screen} base={base} path={path} />,
  );

export const renderNotFound: typeof Renderer.renderNotFound = (language) => notice(language, <NotFound />);

export const renderNothingHere: typeof Renderer.renderNothingHere = (language, options) =>
  notice(language, <NothingHere {...options} />);

export const renderGone: typeof Renderer.renderGone = (language, home) =>
  notice(language, <Gone home={home} />);

export const renderUnavailable: typeof Renderer.renderUnavailable = (language) =>
  notice(language, <Unavailable />);

export const renderDoor: typeof Renderer.renderDoor = (kind, { language, ...options }) =>
  notice(language, <Door kind={kind} {...options} />);

function pageDocument(
  snapshot: Snapshot,
  { language, base, staleSince, isInert }: RenderOptions,
  path: string,
  title: string,
  children: ReactElement,
): string {
  const words = wordsOf(snapshot, language);
  return documentOf(
    words,
    <PageDocument
      snapshot={snapshot}
      base={base}
      staleSince={staleSince}
      isInert={isInert}
      path={path}
      title={title}
      description={headlineText(words, snapshot.headline)}
    >
      {children}
    </PageDocument>,
  );
}

function titleOf(first: string, { page }: Snapshot): string {
  return `${first} · ${page.name}`;
}

function wordsOf({ page }: Snapshot, language: Language): Words {
  return wordsIn(language, page.timeZone);
}

function notice(language: Language, element: ReactElement): string {
  return documentOf(wordsIn(language, "UTC"), element);
}

function documentOf(words: Words, element: ReactElement): string {
  return `<!doctype html>${markup(words, element)}`;
}

function markup(words: Words, element: ReactElement): string {
  return renderToStaticMarkup(<Speaking value={words}>{element}</Speaking>);
}
