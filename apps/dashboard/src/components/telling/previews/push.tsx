import { serviceStatuses } from "@fanal/domain";
import { StatusIcon } from "@fanal/ui/components/status-icon";
import { z } from "zod";

/** The part of what a browser is pushed that it shows. */
export const pushPayload = z.object({
  title: z.string(),
  body: z.string(),
  icon: z.string(),
  manage: z.object({ label: z.string() }),
});

/** About as browsers show a notification; each system draws it in its own way, and cuts what is long. */
export function PushNotification({ payload }: { payload: z.infer<typeof pushPayload> }) {
  const { title, body, icon, manage } = payload;
  const status = serviceStatuses.find((one) => icon.includes(one)) ?? "operational";
  return (
    <div className="flex max-w-100 gap-3 rounded-lg border bg-popover p-3 shadow-md">
      <StatusIcon status={status} size={24} className="shrink-0" />
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <p className="font-strong wrap-anywhere">{title}</p>
        <p className="line-clamp-4 whitespace-pre-line text-muted-foreground wrap-anywhere">{body}</p>
        <p className="border-t pt-2 text-muted-foreground">{manage.label}</p>
      </div>
    </div>
  );
}
