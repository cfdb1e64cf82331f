import type { ApiKey } from "@fanal/contract";
import { Badge } from "@fanal/ui/components/badge";
import { Button } from "@fanal/ui/components/button";
import { Tooltip, TooltipContent, TooltipTrigger } from "@fanal/ui/components/tooltip";
import { useQuery } from "@tanstack/react-query";
import { KeyRoundIcon } from "lucide-react";
import { useState } from "react";
import { Age } from "../../components/age.tsx";
import { ForAdmins } from "../../components/for-admins.tsx";
import { ListRow } from "../../components/list-row.tsx";
import { ListSkeleton } from "../../components/list-skeleton.tsx";
import { NoneYet } from "../../components/none-yet.tsx";
import { RefreshFailed } from "../../components/refresh-failed.tsx";
import { SettingsTabs } from "../../components/settings-tabs.tsx";
import { ViewBar } from "../../components/view-bar.tsx";
import { fullTime } from "../../lib/time.ts";
import { useCreation } from "../../lib/use-creation.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { type RowHandle, useRowKeys } from "../../lib/use-row-keys.ts";
import { NewKeyDialog } from "./new-key-dialog.tsx";
import { RevokeButton } from "./revoke-button.tsx";
import { scopeWords } from "./scopes.ts";
import { apiKeysQuery } from "./writes.ts";

/** The keys with which programs act in the organization. */
export function ApiKeyListView() {
  const { slug, can } = useOrganization();
  const list = useQuery({ ...apiKeysQuery(slug), enabled: can("api_key.read") });
  const [isMaking, setMaking] = useState(false);
  const canWrite = can("api_key.write");
  const onNew = useCreation("apiKey", () => setMaking(true));
  const rows = useRowKeys(list.data?.map(({ id }) => id) ?? [], {});
  return (
    <>
      <ViewBar title="API keys" count={list.data?.length}>
        {onNew !== undefined && (
          <Button size="sm" onClick={onNew}>
            New key
          </Button>
        )}
      </ViewBar>
      <SettingsTabs />
      {list.isError && (
        <RefreshFailed what="keys" isKept={list.data !== undefined} onRetry={() => void list.refetch()} />
      )}
      <div className="min-h-0 flex-1 overflow-y-auto py-2 pb-20 md:pb-6">
        {!can("api_key.read") && <ForAdmins what="Admins of the organization see its keys here." />}
        {can("api_key.read") && list.isPending && <ListSkeleton label="Loading keys" />}
        {list.data?.length === 0 && <NoKeys onMake={onNew} />}
        {list.data !== undefined && list.data.length > 0 && (
          <ul aria-label="API keys">
            {list.data.map((apiKey) => (
              <Row key={apiKey.id} apiKey={apiKey} handle={rows.row(apiKey.id)} canRevoke={canWrite} />
            ))}
          </ul>
        )}
      </div>
      {isMaking && <NewKeyDialog organization={slug} onClose={() => setMaking(false)} />}
    </>
  );
}

interface RowProps {
  apiKey: ApiKey;
  handle: RowHandle;
  canRevoke: boolean;
}

function Row({ apiKey, handle, canRevoke }: RowProps) {
  const { name, prefix, scopes, lastUsedAt, state } = apiKey;
  return (
    <ListRow name={name} handle={handle} className="flex min-h-13 items-center gap-3 py-1.5">
      <KeyRoundIcon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
          <span className="truncate font-strong">{name}</span>
          <code className="text-xs text-muted-foreground">{prefix}…</code>
          {state !== "active" && <StateBadge apiKey={apiKey} />}
        </div>
        <p className="text-xs text-muted-foreground">
          {scopes.map((scope) => scopeWords[scope].label).join(", ")} ·{" "}
          {lastUsedAt === null ? (
            "never used"
          ) : (
            <>
              used <Age time={lastUsedAt} />
            </>
          )}{" "}
          · {endWords(apiKey)} · made by {apiKey.createdBy.name}
        </p>
      </div>
      {canRevoke && <RevokeButton apiKey={apiKey} />}
    </ListRow>
  );
}

function endWords({ expiresAt, state }: ApiKey): string {
  if (expiresAt === null) return "no expiry";
  return `${state === "expired" ? "expired" : "expires"} ${fullTime(expiresAt)}`;
}

function StateBadge({ apiKey: { state, createdBy } }: { apiKey: ApiKey }) {
  if (state === "expired") return <Badge variant="outline">Expired</Badge>;
  return (
    <Tooltip>
      <TooltipTrigger asChild>
        <Badge variant="outline" tabIndex={0}>
          Stopped
        </Badge>
      </TooltipTrigger>
      <TooltipContent>
        {createdBy.name}, who made it, may not make keys any more. Make another and revoke this one.
      </TooltipContent>
    </Tooltip>
  );
}

function NoKeys({ onMake }: { onMake: (() => void) | undefined }) {
  return (
    <NoneYet
      icon={KeyRoundIcon}
      title="No keys yet"
      text="With a key a program sets statuses or declares incidents, under its own name."
    >
      {onMake !== undefined && (
        <Button variant="outline" onClick={onMake}>
          New key
        </Button>
      )}
    </NoneYet>
  );
}
