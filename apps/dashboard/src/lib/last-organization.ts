const key = "fanal-last-organization";

/** The organization that was open last in this browser. */
export function lastOrganization(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function rememberOrganization(slug: string): void {
  try {
    localStorage.setItem(key, slug);
  } catch {
    // Where storage is closed, the door opens on the first organization.
  }
}
