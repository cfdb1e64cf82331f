import { Button } from "@fanal/ui/components/button";
import { useQuery } from "@tanstack/react-query";
import { toast } from "sonner";
import { Age } from "../../../components/age.tsx";
import { FormFailure } from "../../../components/form-failure.tsx";
import { ListSkeleton } from "../../../components/list-skeleton.tsx";
import { api, query } from "../../../lib/api.ts";
import { useWrite } from "../../../lib/use-write.ts";
import { deviceOf } from "./device.ts";
import { Section } from "./section.tsx";

export function SessionSection() {
  const sessions = useQuery(query.sessions.list.queryOptions());
  const end = useWrite({
    send: api.sessions.end,
    touches: [query.sessions.key()],
    failed: () => "The session was not ended.",
    apply: (cache, one) =>
      cache.setQueryData(query.sessions.list.queryKey(), (all) =>
        all?.filter(({ id, isCurrent }) => (one?.sessionId === undefined ? isCurrent : id !== one.sessionId)),
      ),
    done: (_nothing, one) =>
      toast.success(one?.sessionId === undefined ? "All other sessions ended." : "Session ended."),
  });
  const others = sessions.data?.filter(({ isCurrent }) => !isCurrent) ?? [];

  return (
    <Section title="Sessions" help="Where you are signed in. A session that you end is refused at once.">
      <FormFailure message={sessions.isError ? "Your sessions could not be read. Reload the page." : null} />
      {sessions.isPending ? (
        <ListSkeleton label="Sessions load" rows={2} />
      ) : (
        <ul aria-label="Sessions" className="w-full">
          {sessions.data?.map(({ id, isCurrent, userAgent, address, usedAt }) => (
            <li key={id} className="flex min-h-13 items-center gap-3 py-1">
              <span className="min-w-0 flex-1">
                <span className="block truncate">{deviceOf(userAgent)}</span>
                <span className="block truncate text-xs text-muted-foreground">
                  {address || "Unknown address"} · {isCurrent ? "this one" : <Age time={usedAt} />}
                </span>
              </span>
              {!isCurrent && (
                <Button size="sm" variant="ghost" onClick={() => end.submit({ sessionId: id })}>
                  End<span className="sr-only"> session of {deviceOf(userAgent)}</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <Button variant="outline" onClick={() => end.submit({})}>
          End all other sessions
        </Button>
      )}
    </Section>
  );
}
