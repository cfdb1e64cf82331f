import { type Channel, channelLabels } from "@fanal/domain";
import { useWords } from "../words.tsx";
import type { SubscribingProblem } from "./screens.ts";

interface ProblemProps {
  problem: SubscribingProblem | null;
  channel: Channel;
  /** Those that are said beside their field. */
  except?: readonly SubscribingProblem[];
}

/** What was wrong, and what to do. */
export function Problem({ problem, channel, except = [] }: ProblemProps) {
  const { text } = useWords();
  if (problem === null || except.includes(problem)) return null;
  return (
    <p id="problem" className="failure" role="alert">
      {text(`subscribe.problem_${problem}`, { channel: channelLabels[channel] })}
    </p>
  );
}
