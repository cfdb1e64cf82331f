/*
 * Runs in the head, before anything is painted: the theme that the visitor chose, so that it never flashes. The name is
 * the dashboard's too: who chose there has chosen here.
 */
try {
  const theme = localStorage.getItem("fanal-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is closed to this page: the system's theme holds.
}
