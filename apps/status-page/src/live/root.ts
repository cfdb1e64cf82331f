/** What the server wrote for the script is in the data of the root element. */
export const root = document.documentElement;

/** The first element that a selector finds. */
export function find<Found extends HTMLElement = HTMLElement>(selector: string): Found | null {
  return document.querySelector<Found>(selector);
}

/** Calls back for each element that a selector finds. */
export function each<Found extends HTMLElement = HTMLElement>(
  selector: string,
  callback: (element: Found) => void,
  within: ParentNode = document,
): void {
  within.querySelectorAll<Found>(selector).forEach(callback);
}
