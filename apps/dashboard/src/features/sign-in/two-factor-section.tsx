import type { SignInSettings } from "@fanal/contract";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useId } from "react";
import { toast } from "sonner";
import { meQuery } from "../../lib/session.ts";
import { SettingSwitch } from "./setting-switch.tsx";
import { useSignInSetting } from "./use-sign-in-setting.ts";

/** Whether members need a second factor. */
export function TwoFactorSection({ settings: { requireTwoFactor } }: { settings: SignInSettings }) {
  const { data: me } = useQuery(meQuery());
  const heading = useId();
  const setting = useSignInSetting((after) =>
    toast.success(
      after.requireTwoFactor ? "Members need a second factor now." : "A second factor is up to members now.",
    ),
  );
  return (
    <section aria-labelledby={heading} className="flex flex-col gap-4">
      <h2 id={heading} className="text-lg">
        Two-factor
      </h2>
      <SettingSwitch
        label="Require a second factor"
        help="A code of an authenticator app, or a passkey. Members who have none are asked to set one up before they see anything here, also where they are signed in now. Providers, like Auth0, answer for how they ask."
        isOn={requireTwoFactor}
        setting={setting}
        onChange={(isOn) => setting.save({ requireTwoFactor: isOn })}
      >
        {me?.hasTwoFactor === false && (
          <Link to="/account" className="text-link">
            Open my account
          </Link>
        )}
      </SettingSwitch>
    </section>
  );
}
