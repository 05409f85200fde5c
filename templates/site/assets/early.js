/* What the theme's own script expects to find: a place of its own to remember the reader's choice of colours. */
{
  const place = new URL(document.currentScript.dataset.base, location)
  window.__md_get = (key, storage = localStorage, scope = place) => {
    // A browser that keeps nothing throws on a mere look.
    try { return JSON.parse(storage.getItem(scope.pathname + "." + key)) } catch { return null }
  }
  window.__md_set = (key, value, storage = localStorage, scope = place) => {
    try { storage.setItem(scope.pathname + "." + key, JSON.stringify(value)) } catch { /* then it is not remembered */ }
  }
}
