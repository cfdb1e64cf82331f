import type { Incident } from "@fanal/contract";
import { Button } from "@fanal/ui/components/button";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ClockIcon, TriangleAlertIcon } from "lucide-react";
import { useEffect } from "react";
import { toast } from "sonner";
import { copyText } from "../../../lib/copy-text.ts";
import { useDeclare } from "../../../lib/declare.ts";
import type { Connection } from "../../../lib/live.ts";
import { invalidate } from "../../../lib/stale.ts";
import { useOrganization } from "../../../lib/use-organization.ts";
import { touches } from "../writes.ts";
import { type HeldWrite, letGo, sendHeld, sendOnTop, useHeldWrites } from "./held-writes.ts";
import { takeBack } from "./take-back.ts";

const againMs = 10_000;

/** What was written and is not there yet: sent by itself when the server answers, until then to be taken back. */
export function HeldBar({ connection }: { connection: Connection }) {
  const { slug } = useOrganization();
  const held = useHeldWrites();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const declare = useDeclare();
  const isWaiting = held.some(({ problem }) => problem === null);

  // Also while the socket is not there: what keeps sockets away may let requests through.
  useEffect(() => {
    if (!isWaiting || connection === "offline") return;
    const tell = ({ write, organization, title }: HeldWrite, incident: Incident) => {
      for (const queryKey of touches) invalidate(cache, queryKey);
      toast.success(write.kind === "declare" ? `${title} declared.` : `Update to ${title} posted.`, {
        action: { label: "Show", onClick: () => show(organization, incident.id) },
      });
    };
    const show = (organization: string, incidentId: string) =>
      void navigate({
        to: "/app/$organization/incidents/$incidentId",
        params: { organization, incidentId },
      });
    const sendNow = () => void sendHeld(tell);
    sendNow();
    const timer = setInterval(sendNow, againMs);
    return () => clearInterval(timer);
  }, [isWaiting, connection, cache, navigate]);

  function edit(one: HeldWrite) {
    takeBack(one);
    if (one.problem === null && one.mayHaveArrived)
      toast("It was on its way when the connection was lost. Look whether visitors read it already.");
    if (one.write.kind === "update") {
      void navigate({
        to: "/app/$organization/incidents/$incidentId",
        params: { organization: one.organization, incidentId: one.write.incidentId },
      });
    } else if (one.organization === slug) declare();
  }

  if (held.length === 0) return null;
  return (
    <ul aria-label="Not sent yet" className="flex shrink-0 flex-col divide-y border-b bg-muted">
      {held.map((one) => (
        <li key={one.id} className="flex flex-wrap items-center gap-x-2 gap-y-1 px-4 py-1.5 text-xs">
          {one.problem === null ? (
            <ClockIcon aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
          ) : (
            <TriangleAlertIcon aria-hidden className="size-3.5 shrink-0 text-destructive" />
          )}
          <p role={one.problem === null ? "status" : "alert"} className="min-w-0 flex-1 wrap-anywhere">
            {one.problem === null ? "Waiting to be sent" : "Not sent"}:{" "}
            {one.write.kind === "declare" ? "incident" : "update to"} “{one.title}”
            {one.organization !== slug && ` of ${one.organization}`}
            {one.problem !== null && `. ${one.problem.words}`}
          </p>
          <span className="flex shrink-0 flex-wrap gap-2">
            {one.problem?.isConflict === true && (
              <Button variant="outline" size="xs" onClick={() => sendOnTop(one.id)}>
                Send anyway
              </Button>
            )}
            <Button variant="outline" size="xs" onClick={() => edit(one)}>
              {one.problem === null ? "Cancel" : "Edit"}
            </Button>
            {one.problem !== null && (
              <>
                <Button
                  variant="ghost"
                  size="xs"
                  onClick={() => void copyText("Text", one.write.input.message)}
                >
                  Copy text
                </Button>
                <Button variant="ghost" size="xs" onClick={() => letGo(one.id)}>
                  Discard
                </Button>
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
