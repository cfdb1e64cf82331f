import pushScript from "virtual:push-script";
import type { Snapshot } from "@fanal/contract/snapshot";
import { statusFavicon } from "@fanal/ui/lib/status-svg";
import type { ReactNode } from "react";
import { Document } from "../document.tsx";
import { LanguageSwitch } from "../footer.tsx";
import { Header } from "../header.tsx";
import { pageStatus } from "../headline.tsx";
import { lookStyle } from "../look.ts";
import { useWords } from "../words.tsx";
import { Confirm, ConfirmOver, Off, Sent, Shared, Unsubscribe } from "./answers.tsx";
import { SubscribeForm } from "./form.tsx";
import type { SubscribingScreen } from "./screens.ts";
import { Manage, Secret } from "./subscription.tsx";

interface SubscribingProps {
  snapshot: Snapshot;
  screen: SubscribingScreen;
  base: string;
  /** The document's own address below the page's, to which its forms are sent. */
  path: string;
}

/** A document by which a visitor subscribes, around what it says: the page's look and no status, which would grow old in it. */
export function Subscribing({ snapshot, screen, base, path }: SubscribingProps) {
  const { language, text } = useWords();
  const { page } = snapshot;
  const favicon = page.images.find((image) => image.kind === "favicon");
  return (
    <Document
      language={language}
      title={`${text("updates.get")} · ${page.name}`}
      icon={favicon?.path ?? statusFavicon(pageStatus(snapshot))}
      base={`${base}/`}
      look={lookStyle(page)}
      head={<meta name="robots" content="noindex" />}
      script={screen.kind === "form" && screen.pushKey !== null ? pushScript : undefined}
    >
      <Header snapshot={snapshot} base={base} isMain={false} isSubscribing />
      <main className="subscribing">{contentOf(screen, { snapshot, path })}</main>
      <footer className="meta">
        <div className="row">
          <a href={base || "/"}>{text("notice.to_page")}</a>
          <LanguageSwitch address={path} />
        </div>
      </footer>
    </Document>
  );
}

function contentOf(
  screen: SubscribingScreen,
  { snapshot, path }: Pick<SubscribingProps, "snapshot" | "path">,
): ReactNode {
  const pageName = snapshot.page.name;
  switch (screen.kind) {
    case "form":
      return <SubscribeForm {...screen} snapshot={snapshot} />;
    case "sent":
      return <Sent {...screen} />;
    case "confirm":
      return <Confirm {...screen} pageName={pageName} path={path} />;
    case "confirm_over":
      return <ConfirmOver {...screen} />;
    case "secret":
      return <Secret {...screen} />;
    case "manage":
      return <Manage {...screen} snapshot={snapshot} path={path} />;
    case "unsubscribe":
      return <Unsubscribe {...screen} pageName={pageName} path={path} />;
    case "off":
      return <Off {...screen} pageName={pageName} />;
    case "shared":
      return <Shared {...screen} pageName={pageName} />;
  }
}
