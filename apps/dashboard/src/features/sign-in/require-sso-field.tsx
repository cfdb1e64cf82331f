import type { SignInSettings } from "@fanal/contract";
import { toast } from "sonner";
import { SettingSwitch } from "./setting-switch.tsx";
import { useSignInSetting } from "./use-sign-in-setting.ts";

/** Whether members may come in by the organization's own provider only. */
export function RequireSsoField({ settings: { requireSso } }: { settings: SignInSettings }) {
  const setting = useSignInSetting((after) =>
    toast.success(
      after.requireSso ? "Members sign in by your provider now." : "Single sign-on is up to members now.",
    ),
  );
  return (
    <SettingSwitch
      label="Require single sign-on"
      help="Members come in no other way, also where they are signed in now. Owners still may with a second factor or a passkey, for when the provider is down."
      isOn={requireSso}
      setting={setting}
      onChange={(isOn) => setting.save({ requireSso: isOn })}
    />
  );
}
