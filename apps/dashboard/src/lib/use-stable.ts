import { useEffect, useRef, useState } from "react";

type Acts = { [name: string]: (...input: never[]) => void };

/**
 * The same acts on each render, which do what those of the newest render would. Rows of a long list that get them need
 * not be drawn again when only the list around them was.
 */
export function useStable<Given extends Acts>(acts: Given): Given {
  const newest = useRef(acts);
  useEffect(() => {
    newest.current = acts;
  });
  const [stable] = useState(
    () =>
      new Proxy(acts, {
        get:
          (_first, name: string) =>
          (...input: never[]) =>
            newest.current[name]?.(...input),
      }),
  );
  return stable;
}
