import { useNavigate } from "@tanstack/react-router";
import { toast } from "sonner";
import { heldWrites } from "../features/incidents/held/held-writes.ts";
import { signOut } from "../lib/sign-in.ts";

/** Signs out; asks first where something that was written waits to be sent, since it would be gone. */
export function useSignOut(): () => void {
  const navigate = useNavigate();
  const leave = () => signOut(() => navigate({ to: "/sign-in" }));
  return () => {
    if (heldWrites().length === 0) return void leave();
    toast.warning("Something you wrote is not sent yet. It is gone when you sign out.", {
      action: { label: "Sign out anyway", onClick: () => void leave() },
    });
  };
}
