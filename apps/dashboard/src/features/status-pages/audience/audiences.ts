import type { PageVisibility } from "@fanal/domain";

/** Whom a page is for, in words. */
export const audiences: Record<PageVisibility, { label: string; help: string }> = {
  public: { label: "Everyone", help: "Whoever has the address." },
  password: {
    label: "With a password",
    help: "One password for all. Nothing of the page shows without it, not even its name.",
  },
  members: {
    label: "Members",
    help: "Who is signed in and belongs to this organization, on this server’s own address.",
  },
};
