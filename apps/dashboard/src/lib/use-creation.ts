import { useLocation, useNavigate } from "@tanstack/react-router";
import { useEffect, useEffectEvent } from "react";
import { useActions } from "./actions.ts";
import { type CreationName, creations } from "./creations.ts";
import { useOrganization } from "./use-organization.ts";

/**
 * What opens the dialog that asks for something new, for the view's buttons; the palette opens it by its name, also from other
 * views. `undefined` where one may not, or cannot yet.
 */
export function useCreation(name: CreationName, open: () => void, isReady = true): (() => void) | undefined {
  const { can } = useOrganization();
  const { label, icon, action } = creations[name];
  const navigate = useNavigate();
  const isOffered = isReady && can(action);
  const isWanted = useLocation({ select: ({ state }) => state.creation === name });
  useActions([isOffered && { label, icon, run: open }]);
  const take = useEffectEvent(() => {
    // Only once: not again when one comes back to it.
    void navigate({ to: ".", search: true, replace: true });
    open();
  });
  useEffect(() => {
    if (isWanted && isOffered) take();
  }, [isWanted, isOffered]);
  return isOffered ? open : undefined;
}
