/* global fetch, location, setTimeout */
// Loads the page again when the components are compiled: the answer comes then, and not before.
fetch('/lightning/status')
  .then((response) => response.text())
  .then(
    () => location.reload(),
    () => setTimeout(() => location.reload(), 3000),
  );
