/*
 * Runs in the head, before anything is painted: the theme that the visitor chose, so that it never flashes. The name is
 * not the dashboard's, which has this origin too: who works in the dark may want to see a page as visitors do.
 */
try {
  const theme = localStorage.getItem("fanal-page-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is closed to this page: the system's theme holds.
}
