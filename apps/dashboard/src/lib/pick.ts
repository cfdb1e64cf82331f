/** A select's value as one of the choices that the select was given. */
export function pick<Choice extends string>(choices: readonly Choice[], value: string): Choice {
  const chosen = choices.find((choice) => choice === value);
  if (chosen === undefined) throw new Error(`${value} is not among the choices`);
  return chosen;
}
