import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type api, query } from "../../lib/api.ts";
import { useDebounced } from "../../lib/use-debounced.ts";
import { useOrganization } from "../../lib/use-organization.ts";
import { tellingSentence } from "./audience-words.ts";

/** What is being written, as far as it decides who is told. */
export type TellingAbout = Omit<Parameters<typeof api.notifications.previewAudience>[0], "organization">;

/** Whether subscribers are told of what is being written, and when. Carried by the write. */
export interface TellingChoice {
  notify: boolean;
  holdMinutes: number;
}

const asUsual: TellingChoice = { notify: true, holdMinutes: 0 };

/** The choice of a composer, and who it concerns: counted by the server again whenever what is written changes. */
export function useTelling(about: TellingAbout) {
  const { slug: organization } = useOrganization();
  const [choice, setChoice] = useState(asUsual);
  const asked = useDebounced(about);
  const audience = useQuery({
    ...query.notifications.previewAudience.queryOptions({ input: { organization, ...asked } }),
    placeholderData: keepPreviousData,
  });
  return {
    choice,
    audience,
    change: (changed: Partial<TellingChoice>) => setChoice((before) => ({ ...before, ...changed })),
    /** For what is written next, once this is sent. */
    reset: () => setChoice(asUsual),
    /** What a toast says of it once it is sent. */
    said: tellingSentence(choice, audience.data),
  };
}

export type Telling = ReturnType<typeof useTelling>;
