import type { UptimeCorrection } from "@fanal/contract";
import { toast } from "sonner";
import { api, query } from "../../../lib/api.ts";
import { useWrite } from "../../../lib/use-write.ts";

const touches = [query.uptimeCorrections.key(), query.uptime.key()] as const;

export function correctionsQuery(organization: string, serviceId: string) {
  return query.uptimeCorrections.list.queryOptions({ input: { organization, serviceId } });
}

/** Shows nothing before the server has answered: it refuses what overlaps another correction. */
export function useCorrectUptime(onFailure: (error: unknown) => void, onCorrected: () => void) {
  return useWrite({
    send: api.uptimeCorrections.create,
    touches,
    failed: () => "The uptime was not corrected.",
    onFailure,
    done: () => {
      toast.success("Uptime corrected. Visitors see it marked.");
      onCorrected();
    },
  });
}

/** Shows nothing before the server has answered: what visitors read has to be believed. */
export function useWithdrawCorrection() {
  return useWrite({
    send: (
      {
        organization,
        correction: { id: correctionId, serviceId },
      }: { organization: string; correction: UptimeCorrection },
      options,
    ) => api.uptimeCorrections.withdraw({ organization, serviceId, correctionId }, options),
    touches,
    failed: () => "The correction was not withdrawn. It still counts.",
    done: () => toast.success("Correction withdrawn."),
  });
}
