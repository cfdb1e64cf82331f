import type { Metric } from "@fanal/contract";
import { Link } from "@tanstack/react-router";
import { CopyButton } from "../../components/copy-button.tsx";

/** A line for a terminal that adds a point; only the key is missing. */
export function HowToSend({ organization, metric }: { organization: string; metric: Metric }) {
  const address = `${window.location.origin}/api/v1/organizations/${organization}/metrics/${metric.id}/points`;
  const line = `curl -X POST ${address} -H "Authorization: Bearer $FANAL_KEY" -H "Content-Type: application/json" -d '{"points":[{"value":${example(metric)}}]}'`;
  return (
    <section aria-labelledby="how-to-send" className="flex flex-col gap-2">
      <h2 id="how-to-send" className="font-strong">
        Send points
      </h2>
      <p className="max-w-170 text-muted-foreground">
        With{" "}
        <Link
          to="/app/$organization/settings/api-keys"
          params={{ organization }}
          className="text-primary underline underline-offset-2"
        >
          an API key
        </Link>{" "}
        of the scope Metrics. A point without a time is of now; with one (<code>"at"</code>, seconds since
        1970 or ISO 8601) up to 14 days old. Up to 10,000 at once, in any order.
      </p>
      <div className="flex items-start gap-1 rounded-lg bg-muted p-2">
        <code className="min-w-0 flex-1 py-1 text-xs/5 font-normal break-all">{line}</code>
        <CopyButton what="Command" text={line} />
      </div>
    </section>
  );
}

function example({ latest, decimals }: Metric): string {
  return (latest?.value ?? 212).toFixed(decimals);
}
