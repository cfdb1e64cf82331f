import type { ReactNode } from "react";
import { useWords } from "../words.tsx";
import type { SubscribingScreen } from "./screens.ts";
import { Told } from "./told.tsx";

type Screen<Kind extends SubscribingScreen["kind"]> = Extract<SubscribingScreen, { kind: Kind }>;

/** Says the same whatever the server knows of the address. */
export function Sent({ days }: Screen<"sent">) {
  const { text } = useWords();
  return (
    <>
      <h1>{text("sent.title")}</h1>
      <p>{text("sent.text", { days })}</p>
      <p className="meta">{text("sent.nothing")}</p>
    </>
  );
}

interface AskProps {
  title: string;
  children: ReactNode;
  /** Where the button sends to. */
  path: string;
  button: string;
  action?: string;
}

/** One sentence and one button, since programs open links before people do. */
function Ask({ title, children, path, button, action }: AskProps) {
  return (
    <>
      <h1>{title}</h1>
      <p>{children}</p>
      <form method="post" action={path}>
        <button type="submit" className="button primary" name={action && "action"} value={action}>
          {button}
        </button>
      </form>
    </>
  );
}

interface OfPage {
  pageName: string;
  path: string;
}

export function Confirm({ address, pageName, path }: Screen<"confirm"> & OfPage) {
  const { text, rich } = useWords();
  return (
    <Ask title={text("confirm.title")} path={path} button={text("confirm.button")}>
      {rich("confirm.text", { address: <Told address={address} />, page: <bdi>{pageName}</bdi> })}
    </Ask>
  );
}

export function ConfirmOver({ days }: Screen<"confirm_over">) {
  const { text } = useWords();
  return (
    <>
      <h1>{text("confirm.over_title")}</h1>
      <p>{text("confirm.over_text", { days })}</p>
      <p>
        <a className="button primary" href="subscribe">
          {text("updates.get")}
        </a>
      </p>
    </>
  );
}

export function Unsubscribe({ address, pageName, path }: Screen<"unsubscribe"> & OfPage) {
  const { text, rich } = useWords();
  return (
    <Ask title={text("unsubscribe.title")} path={path} button={text("manage.unsubscribe")}>
      {rich("unsubscribe.text", { address: <Told address={address} />, page: <bdi>{pageName}</bdi> })}
    </Ask>
  );
}

/** Nothing is sent, and how that is changed. */
export function Off({ address, why, managePath, pageName }: Screen<"off"> & Pick<OfPage, "pageName">) {
  const { text, rich } = useWords();
  return (
    <Ask
      title={text(`off.${why}`)}
      path={managePath}
      button={text(why === "unsubscribed" ? "off.again" : "off.tell")}
      action="resume"
    >
      {rich("off.text", { address: <Told address={address} />, page: <bdi>{pageName}</bdi> })}
    </Ask>
  );
}

/** Of a mailbox that many read, none of them decides. */
export function Shared({ address, pageName }: Screen<"shared"> & Pick<OfPage, "pageName">) {
  const { text, rich } = useWords();
  return (
    <>
      <h1>{text("shared.title")}</h1>
      <p>{rich("shared.text", { address: <Told address={address} />, page: <bdi>{pageName}</bdi> })}</p>
    </>
  );
}
