import { type IncidentStatus, isOpen } from "@fanal/domain";

interface Promising {
  isDraft: boolean;
  status: IncidentStatus;
  nextUpdateAt: string | null;
}

/** Whether visitors were promised an update of an open incident that has not come. */
export function isUpdateLate({ isDraft, status, nextUpdateAt }: Promising, now: Date): boolean {
  return !isDraft && isOpen(status) && nextUpdateAt !== null && new Date(nextUpdateAt) < now;
}
