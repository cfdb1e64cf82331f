/** Deeper than anything that the contract knows; what is below it costs whoever walks through it a stack. */
const deepest = 32;

/** Whether a text, taken as JSON, has lists and objects in each other beyond what anything here needs. */
export function isTooDeep(json: string): boolean {
  let depth = 0;
  let isInText = false;
  for (let index = 0; index < json.length; index++) {
    const character = json[index];
    if (isInText) {
      if (character === "\\") index++;
      else if (character === '"') isInText = false;
    } else if (character === '"') isInText = true;
    else if (character === "[" || character === "{") {
      if (++depth > deepest) return true;
    } else if (character === "]" || character === "}") depth--;
  }
  return false;
}
