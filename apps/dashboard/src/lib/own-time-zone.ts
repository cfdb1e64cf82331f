let chosen: string | null = null;

/** The zone in which whoever is signed in reads times: the one of their account, or that of this device. */
export function ownTimeZone(): string {
  return chosen ?? deviceTimeZone();
}

export function deviceTimeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** @param timeZone `null`: that of this device */
export function setOwnTimeZone(timeZone: string | null): void {
  chosen = timeZone;
}
