import { useState } from "react";

/**
 * What somebody types in the place of a value, until the value is another one: a write shows a moment after it is sent,
 * and until then what was typed must not give way to what was there before.
 */
export function useTyped<Value>(value: Value) {
  const [typed, setTyped] = useState<{ text: Value; sentOver?: { value: Value } } | null>(null);
  if (typed?.sentOver !== undefined && typed.sentOver.value !== value) setTyped(null);
  return {
    shown: typed === null ? value : typed.text,
    isTyped: typed !== null && typed.sentOver === undefined,
    type: (text: Value) => setTyped({ text }),
    /** What is typed was sent to be saved. */
    send: (text: Value) => setTyped({ text, sentOver: { value } }),
    /** Back to the value. */
    drop: () => setTyped(null),
  };
}
