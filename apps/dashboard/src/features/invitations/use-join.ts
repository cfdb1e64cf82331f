import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../../lib/api.ts";
import { sentenceOf } from "../../lib/errors.ts";
import { meQuery } from "../../lib/session.ts";

/** Accepts an invitation and leads into its organization. */
export function useJoin(token: string) {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [failure, setFailure] = useState<string | null>(null);
  const [isJoining, setJoining] = useState(false);

  async function join(): Promise<void> {
    setJoining(true);
    setFailure(null);
    try {
      const { slug } = await api.invitations.accept({ token }, { context: { idempotencyKey: token } });
      await cache.fetchQuery({ ...meQuery(), staleTime: 0 });
      await navigate({ to: "/app/$organization", params: { organization: slug } });
    } catch (error) {
      setFailure(sentenceOf(error));
    } finally {
      setJoining(false);
    }
  }

  return { join, isJoining, failure };
}
