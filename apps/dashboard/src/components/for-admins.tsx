import { LockIcon } from "lucide-react";
import { NoneYet } from "./none-yet.tsx";

/** In place of a view that only admins may see, for whoever has its address. */
export function ForAdmins({ what }: { what: string }) {
  return <NoneYet icon={LockIcon} title="For admins only" text={`${what} Ask one of them.`} />;
}
