/**
 * Tells the style how much of the window a keyboard on the screen covers, as `--keyboard`. Some browsers make the window
 * smaller by themselves, and then it is nothing; Safari lays it over. What is being written in stays in view to its end, where
 * its button is.
 */
export function followKeyboard(): void {
  const { visualViewport: seen } = window;
  if (seen === null) return;
  let before = seen.height;
  const follow = () => {
    // Who looks closer sees less of the window, too.
    const covered = seen.scale > 1 ? 0 : Math.max(0, window.innerHeight - seen.height - seen.offsetTop);
    document.documentElement.style.setProperty("--keyboard", `${Math.round(covered)}px`);
    if (seen.height < before) document.activeElement?.closest("form")?.scrollIntoView({ block: "nearest" });
    before = seen.height;
  };
  seen.addEventListener("resize", follow);
  seen.addEventListener("scroll", follow);
}
