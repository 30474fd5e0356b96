// Runs before the first paint, so that a reader of the dark or large page never sees a light or small one flash by.
// A file of its own because the content security policy allows no inline script.
try {
  const chosen = JSON.parse(localStorage.getItem('tongguan.appearance') || '{}');
  if (chosen.theme === 'dark') document.documentElement.setAttribute('data-theme', 'dark');
  if (chosen.size === 'large') document.documentElement.setAttribute('data-size', 'large');
} catch {
  // A browser that keeps nothing shows the light page.
}
