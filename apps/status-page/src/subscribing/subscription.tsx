import type { Snapshot } from "@fanal/contract/snapshot";
import { FullTime } from "../time.tsx";
import { useWords } from "../words.tsx";
import { Choices } from "./choices.tsx";
import { Problem } from "./problem.tsx";
import type { SubscribingScreen } from "./screens.ts";
import { Told } from "./told.tsx";

type Screen<Kind extends SubscribingScreen["kind"]> = Extract<SubscribingScreen, { kind: Kind }>;

/** What somebody is told of, to be changed. Whoever has the link may. */
export function Manage(screen: Screen<"manage"> & { snapshot: Snapshot; path: string }) {
  const { text, rich } = useWords();
  const { path, address, done, isSigned, problem, unsubscribePath } = screen;
  return (
    <>
      <h1>{text("manage.title")}</h1>
      {done !== null && (
        <p className="saved" role="status">
          {text(`manage.${done}`)}
        </p>
      )}
      <p>{rich("manage.told", { address: <Told address={address} /> })}</p>
      <form method="post" action={path} className="subscribe">
        <Problem problem={problem} channel="email" />
        <Choices {...screen} />
        <button type="submit" name="action" value="save" className="button primary">
          {text("manage.save")}
        </button>
      </form>
      {isSigned && (
        <form method="post" action={path} className="aside">
          <h2>{text("secret.title")}</h2>
          <p className="meta">{text("secret.about")}</p>
          <button type="submit" name="action" value="rotate" className="button">
            {text("secret.rotate")}
          </button>
        </form>
      )}
      <form method="post" action={unsubscribePath} className="aside">
        <button type="submit" className="button">
          {text("manage.unsubscribe")}
        </button>
      </form>
    </>
  );
}

/** Shown once: it is sealed from then on. */
export function Secret({ secret, endsAt, goOn }: Screen<"secret">) {
  const { text, rich } = useWords();
  return (
    <>
      <h1>{text("secret.title")}</h1>
      <p>{text("secret.copy")}</p>
      <p className="secret">
        <code translate="no">{secret}</code>
      </p>
      {endsAt !== null && <p className="meta">{rich("secret.former", { time: <FullTime at={endsAt} /> })}</p>}
      <p>
        <a className="button primary" href={goOn}>
          {text("secret.go_on")}
        </a>
      </p>
    </>
  );
}
