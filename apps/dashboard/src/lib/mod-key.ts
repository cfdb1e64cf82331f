/** The key that `$mod` stands for, as the keyboard in front of the reader names it. */
export const modKey = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘" : "Ctrl";
