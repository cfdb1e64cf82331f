import { useWords } from "../words.tsx";
import type { ToldSubscriber } from "./screens.ts";

/** Who is told, within a sentence. */
export function Told({ address }: ToldSubscriber) {
  const { text } = useWords();
  return <bdi>{address ?? text("push.your_browser")}</bdi>;
}
