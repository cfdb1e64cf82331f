import type { ClientContext } from "@fanal/contract/client";
import { type QueryClient, type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { toast } from "sonner";
import { codeOf, sentenceOf } from "./errors.ts";
import { putNewer } from "./put-newer.ts";
import { invalidate, writeTo } from "./stale.ts";

type WriteContext = Required<Pick<ClientContext, "idempotencyKey" | "onCommitted">>;

export interface WriteOptions<Input, Output> {
  send: (input: Input, options: { context: WriteContext }) => Promise<Output>;
  /** Queries whose data the write changes: put back when it fails, fetched anew when it is done. */
  touches: readonly [QueryKey, ...QueryKey[]];
  /**
   * Shows the effect at once, in the data of the queries that it touches, with the version that it will have. What it
   * makes is shown under `newId` until the server names it.
   */
  apply?: (cache: QueryClient, input: Input, newId: string) => void;
  /** Puts what the server made in the place of what was shown under `newId`: what is done to it next needs its own id. */
  made?: (cache: QueryClient, output: Output, input: Input, newId: string) => void;
  /** What could not be done, to say when it fails: "Could not rename API." */
  failed: (input: Input) => string;
  /** Runs once the server has carried it out; `position` is that of the write in the log, where it is known. */
  done?: (output: Output, input: Input, position: number | null) => void;
  /** Says a failure where it happened instead of in a toast, for forms that stay open. */
  onFailure?: (error: unknown, input: Input, idempotencyKey: string) => void;
  /** The same act on top of whatever came between, where leaving out `version` is not enough. */
  anyway?: (input: Input) => Input;
}

interface Attempt<Input> {
  input: Input;
  /** The same for every retry of one act, so that it has one effect; also the first name of what it makes. */
  idempotencyKey: string;
}

/**
 * A write that shows at once, and is taken back with a message and a way to retry when the server refuses it. When
 * somebody else was faster, the message offers to put one's own change on top of theirs. Writes to the same things are
 * sent one after the other, so that the second can carry the version that the first one makes.
 */
export function useWrite<Input, Output>(options: WriteOptions<Input, Output>) {
  const { touches } = options;
  const cache = useQueryClient();
  const isSubmitted = useRef(false);
  const mutation = useMutation({
    ...writeTo(touches),
    mutationFn: async ({ input, idempotencyKey }: Attempt<Input>) => {
      const written: { position: number | null } = { position: null };
      const onCommitted = (position: number) => {
        written.position = position;
      };
      const output = await options.send(input, { context: { idempotencyKey, onCommitted } });
      return { output, ...written };
    },
    onMutate: async ({ input, idempotencyKey }) => {
      await Promise.all(touches.map((queryKey) => cache.cancelQueries({ queryKey })));
      const before = touches.flatMap((queryKey) => cache.getQueriesData({ queryKey }));
      options.apply?.(cache, input, idempotencyKey);
      return { before };
    },
    onError: (error, attempt, context) => {
      for (const [queryKey, data] of context?.before ?? []) cache.setQueryData(queryKey, data);
      if (options.onFailure) options.onFailure(error, attempt.input, attempt.idempotencyKey);
      else sayFailure(error, attempt);
    },
    onSuccess: ({ output, position }, { input, idempotencyKey }) => {
      options.made?.(cache, output, input, idempotencyKey);
      putNewer(cache, touches, output);
      options.done?.(output, input, position);
    },
    onSettled: (_output, _error, attempt) => {
      isSubmitted.current = false;
      for (const queryKey of touches) invalidate(cache, queryKey, attempt);
    },
  });

  function sayFailure(error: unknown, { input, idempotencyKey }: Attempt<Input>): void {
    const isConflict = codeOf(error) === "version_conflict";
    const anyway = options.anyway ?? withoutVersion;
    toast.error(options.failed(input), {
      description: sentenceOf(error),
      action: isConflict
        ? { label: "Use mine", onClick: () => run(anyway(input)) }
        : { label: "Retry", onClick: () => mutation.mutate({ input, idempotencyKey }) },
      ...(isConflict ? { cancel: { label: "Keep theirs", onClick: () => {} } } : {}),
    });
  }

  function run(input: Input): void {
    mutation.mutate({ input, idempotencyKey: crypto.randomUUID() });
  }

  /** Runs what a form holds that stays open until it is saved: pressed twice, it is sent once. */
  function submit(input: Input): void {
    if (isSubmitted.current) return;
    isSubmitted.current = true;
    run(input);
  }

  return { run, submit, isPending: mutation.isPending };
}

/** Without the version that it was decided on, a write goes on top of whatever came between. */
function withoutVersion<Input>(input: Input): Input {
  return typeof input === "object" && input !== null ? { ...input, version: undefined } : input;
}
