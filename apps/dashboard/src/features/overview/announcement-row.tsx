import type { Announcement, StatusPage } from "@fanal/contract";
import { Link } from "@tanstack/react-router";
import { MegaphoneIcon } from "lucide-react";
import { clockTime } from "../../lib/time.ts";
import { useNow } from "../../lib/use-now.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { type RowHandle, rowClass } from "./section.tsx";

interface AnnouncementRowProps {
  announcement: Announcement;
  pages: StatusPage[];
  row: RowHandle;
}

/** A notice that visitors read now, on which page and until when. */
export function AnnouncementRow({ announcement, pages, row }: AnnouncementRowProps) {
  const { slug } = useOrganization();
  const now = useNow();
  const page = pages.find(({ id }) => id === announcement.pageId);
  const { endsAt } = announcement;
  return (
    <li>
      <Link
        to="/app/$organization/announcements"
        params={{ organization: slug }}
        {...row}
        className={rowClass}
      >
        <MegaphoneIcon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
        <span className="min-w-0 flex-1 truncate font-strong">{announcement.title}</span>
        <span className="min-w-0 truncate text-muted-foreground max-md:hidden">{page?.name}</span>
        <span className="shrink-0 text-right text-muted-foreground tabular-nums">
          {endsAt === null ? "without an end" : `until ${clockTime(endsAt, now)}`}
        </span>
      </Link>
    </li>
  );
}
