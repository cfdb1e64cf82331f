import { Button } from "@fanal/ui/components/button";
import { Empty, EmptyContent, EmptyDescription, EmptyHeader, EmptyTitle } from "@fanal/ui/components/empty";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { codeOf, requestIdOf, sentenceOf } from "../lib/errors.ts";
import { chunkSentence, isChunkMissing } from "../lib/missing-chunk.ts";
import { CopyButton } from "./copy-button.tsx";
import { RouteNotFound } from "./route-not-found.tsx";

/** What a view shows when it could not be loaded; the shell around it stays. */
export function RouteError({ error }: ErrorComponentProps) {
  const router = useRouter();
  const requestId = requestIdOf(error);
  if (codeOf(error) === "not_found") return <RouteNotFound />;
  const isMissing = isChunkMissing(error);
  return (
    <Empty role="alert">
      <EmptyHeader>
        <EmptyTitle>
          <h1>This view could not be loaded</h1>
        </EmptyTitle>
        <EmptyDescription>
          {isMissing ? chunkSentence() : sentenceOf(error)} Nothing of yours is lost.
        </EmptyDescription>
      </EmptyHeader>
      <EmptyContent>
        {isMissing ? (
          <Button variant="outline" onClick={() => window.location.reload()}>
            Load anew
          </Button>
        ) : (
          <Button variant="outline" onClick={() => void router.invalidate()}>
            Retry
          </Button>
        )}
      </EmptyContent>
      {requestId !== null && (
        <p className="flex items-center gap-1 text-xs text-muted-foreground">
          Request <code className="font-mono">{requestId}</code>
          <CopyButton what="Request id" text={requestId} />
        </p>
      )}
    </Empty>
  );
}
