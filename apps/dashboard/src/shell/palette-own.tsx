import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import {
  ArrowLeftRightIcon,
  BookOpenIcon,
  CircleHelpIcon,
  GlobeIcon,
  KeyboardIcon,
  LogOutIcon,
  UserIcon,
} from "lucide-react";
import { meQuery } from "../lib/session.ts";
import { useSingleKeys } from "../lib/single-keys.ts";
import { useOrganization } from "../lib/use-organization.ts";
import { useUpdateProfile } from "../lib/use-profile.ts";
import type { PaletteGroup } from "./palette-item.ts";
import { themes } from "./themes.ts";
import { useSignOut } from "./use-sign-out.ts";

/** What is one's own: how it looks, one's account, and one's other organizations. */
export function useOwn(onHelp: () => void): PaletteGroup[] {
  const { id: shownId } = useOrganization();
  const { data: me } = useSuspenseQuery(meQuery());
  const navigate = useNavigate();
  const profile = useUpdateProfile();
  const signOut = useSignOut();
  const [areKeysOn, turnKeys] = useSingleKeys();
  return [
    {
      heading: "Organizations",
      items: me.organizations
        .filter(({ id }) => id !== shownId)
        .map(({ id, name, slug }) => ({
          id,
          label: `Switch to ${name}`,
          icon: <ArrowLeftRightIcon aria-hidden />,
          run: () => void navigate({ to: "/app/$organization", params: { organization: slug } }),
        })),
    },
    {
      heading: "You",
      isWhole: true,
      items: [
        {
          id: "account",
          label: "Account",
          icon: <UserIcon aria-hidden />,
          run: () => void navigate({ to: "/account" }),
        },
        {
          id: "time zone",
          label: "Change your time zone",
          context: me.timeZone ?? "As on this device",
          icon: <GlobeIcon aria-hidden />,
          run: () => void navigate({ to: "/account" }),
        },
        ...themes
          .filter(({ value }) => value !== me.theme)
          .map(({ value, label, icon: Icon }) => ({
            id: `theme ${value}`,
            label: `Theme: ${label.toLowerCase()}`,
            icon: <Icon aria-hidden />,
            run: () => profile.run({ theme: value }),
          })),
        {
          id: "keys",
          label: "Show all keys",
          icon: <CircleHelpIcon aria-hidden />,
          keys: "?",
          isForKeys: true,
          run: onHelp,
        },
        {
          id: "single keys",
          label: areKeysOn ? "Turn single keys off" : "Turn single keys on",
          icon: <KeyboardIcon aria-hidden />,
          isForKeys: true,
          run: () => turnKeys(!areKeysOn),
        },
        {
          id: "documentation",
          label: "Open the documentation",
          icon: <BookOpenIcon aria-hidden />,
          run: () => window.open("/docs/", "_blank", "noopener"),
        },
        { id: "sign out", label: "Sign out", icon: <LogOutIcon aria-hidden />, run: signOut },
      ],
    },
  ];
}
