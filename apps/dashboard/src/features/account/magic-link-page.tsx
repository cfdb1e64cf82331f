import { useNavigate } from "@tanstack/react-router";
import { signInByLink } from "../../lib/sign-in.ts";
import { AskForLinkPage } from "./ask-for-link-page.tsx";
import { LinkPage } from "./link-page.tsx";
import { useArrive } from "./use-arrive.ts";
import { useLinkToken } from "./use-link-token.ts";

/** Asks for a link, or signs in by the one that was sent. */
export function MagicLinkPage() {
  const token = useLinkToken();
  const navigate = useNavigate();
  const arrive = useArrive("/");

  async function enter() {
    const outcome = await signInByLink(token ?? "");
    if (outcome.kind === "refused") return outcome;
    if (outcome.kind === "done") await arrive();
    else await navigate({ to: "/second-factor" });
    return null;
  }

  if (token === null) return <AskForLinkPage purpose="sign_in" />;
  return (
    <LinkPage title="Sign in to Fanal" act="Sign in" onAct={enter}>
      The link in your mail works once.
    </LinkPage>
  );
}
