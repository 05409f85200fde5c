/* What the theme's own script expects to find: a place of its own to remember the reader's choice of colours. */
{
  const place = new URL(document.currentScript.dataset.base, location)
  let asked = false
  // The theme would write down its own choice too. Whoever chooses nothing leaves nothing behind.
  addEventListener("change", event => { asked ||= event.target.name === "__palette" }, true)

  window.__md_get = (key, storage = localStorage, scope = place) => {
    // A browser that keeps nothing throws on a mere look.
    try { return JSON.parse(storage.getItem(scope.pathname + "." + key)) } catch { return null }
  }
  window.__md_set = (key, value, storage = localStorage, scope = place) => {
    try { if (asked) storage.setItem(scope.pathname + "." + key, JSON.stringify(value)) } catch { /* not remembered */ }
  }
}
