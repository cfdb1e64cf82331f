import type { CheckSettingsOf } from "@fanal/contract";
import type { CheckType } from "@fanal/domain";
import type { Context } from "../../context.ts";

/** What one run found, whatever follows from it. */
export interface Observation {
  isUp: boolean;
  /** How long the answer took, in milliseconds; `null`: there was none. */
  responseMs: number | null;
  /** What was not as expected, in words; `null`: nothing. */
  problem: string | null;
}

export interface RunOptions extends Pick<Context, "outgoing"> {
  /** Until when the whole answer has to be there. */
  timeoutMs: number;
  /** Gives up the run, which throws then. */
  signal: AbortSignal;
}

/** All that the server has to know of a type. Settings are those that the contract has for it. */
export interface CheckTypeRules<Type extends CheckType> {
  /** Why such a check is not taken at all, as far as that can be seen in its settings; `null`: it is. */
  refuses: (
    settings: CheckSettingsOf<Type>,
    context: Pick<Context, "outgoing" | "url">,
  ) => { field: string; message: string } | null;
  /** Whatever the other side does is an observation; throws only when it is given up. */
  run: (settings: CheckSettingsOf<Type>, options: RunOptions) => Promise<Observation>;
}
