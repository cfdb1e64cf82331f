import { useState } from "react";

/** The value that was there before `isHeld`, for as long as that lasts. */
export function useHeld<Value extends string>(value: Value, isHeld: boolean): Value {
  const [held, setHeld] = useState(value);
  if (!isHeld && held !== value) setHeld(value);
  return isHeld ? held : value;
}
