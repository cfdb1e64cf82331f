import type { Me } from "@fanal/contract";
import { toast } from "sonner";
import { api, query } from "./api.ts";
import { useWrite } from "./use-write.ts";

/** Changes one's own profile: name, language, time zone, theme. */
export function useUpdateProfile(onFailure?: (error: unknown) => void) {
  return useWrite<Parameters<typeof api.me.update>[0], Me>({
    send: api.me.update,
    touches: [query.me.key()],
    failed: () => "Your profile was not saved.",
    apply: (cache, change) =>
      cache.setQueryData(query.me.get.queryKey(), (me) => me && { ...me, ...withoutAbsent(me, change) }),
    ...(onFailure === undefined ? {} : { onFailure }),
    done: (_me, { name }) => name !== undefined && toast.success("Profile saved."),
  });
}

function withoutAbsent(me: Me, { name, language, timeZone, theme }: Parameters<typeof api.me.update>[0]) {
  return {
    name: name ?? me.name,
    language: language === undefined ? me.language : language,
    timeZone: timeZone === undefined ? me.timeZone : timeZone,
    theme: theme ?? me.theme,
  };
}
