import { useEffect, useState } from "react";

/** The value as it was once nobody had changed it for a moment. Values are compared by what they say. */
export function useDebounced<Value>(value: Value, ms = 300): Value {
  const [settled, setSettled] = useState(value);
  const said = JSON.stringify(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an object that says the same is the same
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [said, ms]);
  return settled;
}
