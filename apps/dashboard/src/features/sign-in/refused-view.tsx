import type { Me, Organization } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { Link, useNavigate } from "@tanstack/react-router";
import { AccountPage } from "../../components/account-page.tsx";
import { signOut } from "../../lib/sign-in.ts";
import { isPossible, methodNames } from "../../lib/sign-in-methods.ts";
import { useSsoOffers } from "../../lib/use-sso-offers.ts";

type Refusal = NonNullable<Organization["signInRefusal"]>;

interface RefusedViewProps {
  me: Me;
  organization: Pick<Organization, "id" | "name" | "slug">;
  refusal: Refusal;
}

/** What a member sees of an organization that wants them to sign in otherwise: why, and the way in. */
export function RefusedView({ me, organization, refusal }: RefusedViewProps) {
  const { name, slug } = organization;
  const others = me.organizations.filter(({ id }) => id !== organization.id);
  const hasProvider = useSsoOffers(slug)?.length !== 0;
  const methods = refusal.methods.filter((method) => isPossible(method, { hasProvider }));
  const isMissing = refusal.code === "two_factor_required" && !me.hasTwoFactor;
  return (
    <AccountPage title={titles[refusal.code](name)}>
      <p className="text-muted-foreground">{wordsOf({ ...refusal, methods }, me, name)}</p>
      <div className="flex flex-col gap-2">
        {isMissing && (
          <Button size="lg" asChild>
            <Link to="/account">Set up a second factor</Link>
          </Button>
        )}
        <SignInAgain slug={slug} isFirst={!isMissing} />
      </div>
      <p className="text-xs text-muted-foreground">
        You are signed in as {me.email}.{" "}
        {others.length > 0 && (
          <>
            Your other organizations:{" "}
            {others.map((other, index) => (
              <span key={other.id}>
                {index > 0 && ", "}
                <Link to="/app/$organization" params={{ organization: other.slug }} className="text-link">
                  {other.name}
                </Link>
              </span>
            ))}
            .
          </>
        )}
      </p>
    </AccountPage>
  );
}

function SignInAgain({ slug, isFirst }: { slug: string; isFirst: boolean }) {
  const navigate = useNavigate();

  const again = () =>
    signOut(() => navigate({ to: "/sign-in", search: { organization: slug, return: `/app/${slug}` } }));

  return (
    <Button size="lg" variant={isFirst ? "default" : "outline"} onClick={() => void again()}>
      {isFirst ? "Sign in again" : "Sign in with a passkey"}
    </Button>
  );
}

const titles: Record<Refusal["code"], (name: string) => string> = {
  two_factor_required: (name) => `${name} asks for a second factor`,
  sign_in_method_refused: (name) => `${name} wants you to sign in another way`,
  sso_required: (name) => `${name} has its own sign-in`,
};

function wordsOf({ code, methods }: Refusal, { hasTwoFactor }: Me, name: string): string {
  switch (code) {
    case "two_factor_required":
      return hasTwoFactor
        ? "You have one, but this session began without it. Sign in again, with a code of your app or with a passkey."
        : "A password that leaks then opens nothing. An authenticator app on your phone is set up in a minute, and you are in. If you have a passkey, sign in with it.";
    case "sign_in_method_refused":
      if (methods.length === 0)
        return `It takes no way of signing in that this server has. Ask an owner of ${name} to allow another.`;
      return `It takes: ${methods.map((method) => methodNames[method]).join(", ")}. Sign in again ${methods.length === 1 ? "this way" : "in one of these ways"}; nothing of yours is lost.`;
    case "sso_required":
      return `Members of ${name} sign in through its own identity provider. Sign in again there; nothing of yours is lost.`;
  }
}
