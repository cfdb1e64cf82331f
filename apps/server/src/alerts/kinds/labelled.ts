import { z } from "zod";
import { type ToldAlert, UnreadableAlertsError } from "./alert-kind.ts";

const texts = z.record(z.string(), z.string());
const alert = z.object({
  status: z.enum(["firing", "resolved"]),
  labels: texts,
  annotations: texts.nullish(),
  startsAt: z.string(),
  endsAt: z.string(),
  fingerprint: z.string().min(1),
});
const payload = z.object({ groupKey: z.string().min(1), alerts: z.array(alert) });

/** What Alertmanager posts, and Grafana in its likeness: alerts with labels, in a group. */
export function readLabelled(
  posted: unknown,
  {
    serviceLabel,
    severityLabel,
    sender,
  }: { serviceLabel: string; severityLabel: string /** Who posts so: "Alertmanager". */; sender: string },
): ToldAlert[] {
  const { data, error } = payload.safeParse(posted);
  if (data === undefined) {
    const [issue] = error.issues;
    const where = issue === undefined || issue.path.length === 0 ? "" : ` (${issue.path.join(".")})`;
    throw new UnreadableAlertsError(
      `This is not what a webhook of ${sender} posts${where}. Let it post its own JSON, not a template.`,
    );
  }
  return data.alerts.map(({ status, labels, annotations, startsAt, endsAt, fingerprint }) => ({
    fingerprint,
    group: data.groupKey,
    title: labels.alertname ?? annotations?.summary ?? "Alert",
    startedAt: timeOf(startsAt),
    endedAt: status === "firing" ? null : (timeOf(endsAt) ?? "now"),
    service: labels[serviceLabel] ?? null,
    severity: labels[severityLabel] ?? null,
  }));
}

/** `null` for none: the year 1 is how Go writes that there is no time. */
function timeOf(text: string): Date | null {
  const time = new Date(text);
  return Number.isNaN(time.getTime()) || time.getTime() <= 0 ? null : time;
}
