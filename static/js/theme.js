/* Runs before the page is drawn: a chosen colour scheme must not flash the other one first. */
document.documentElement.className = "js";
try {
  const theme = localStorage.getItem("theme");
  if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
} catch {
  // Storage can be forbidden; the system's scheme is used then.
}
