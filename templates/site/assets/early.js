/* What must be done before the page is drawn: no reader should see it change. */

/* The theme's own script does or expects this, but comes last, and would have the whole page drawn anew. */
document.documentElement.classList.replace("no-js", "js")
document.documentElement.classList.add("js-focus-visible")
// The handbook uses no part of the theme that remembers anything.
window.__md_get = () => null
window.__md_set = () => {}

/* Light or dark: as the device asks, until the reader chooses. The theme can do this too, but then works out the looks
   of everything on the page four times before a telephone can do anything else. */
{
  const script = document.currentScript
  const key = `${new URL(script.dataset.base, location).pathname}.colours`
  const dark = matchMedia("(prefers-color-scheme: dark)")
  const buttons = [...document.querySelectorAll("[data-colours]")]
  const remembered = () => {
    // A browser that keeps nothing throws on a mere look.
    try { return localStorage.getItem(key) } catch { return null }
  }

  function show(scheme) {
    document.body.dataset.mdColorScheme = scheme
    // What the browser draws itself, such as the bar to scroll with.
    document.documentElement.style.colorScheme = scheme === "slate" ? "dark" : "light"
    for (const button of buttons) button.hidden = button.dataset.colours === scheme
  }

  function choose({ currentTarget: { dataset: { colours } } }) {
    show(colours)
    // The button that was pressed makes room for its opposite.
    buttons.find(button => !button.hidden).focus()
    try { localStorage.setItem(key, colours) } catch { /* not remembered */ }
  }

  const follow = () => {
    const choice = buttons.find(button => button.dataset.colours === remembered())
    show(choice?.dataset.colours ?? (dark.matches ? "slate" : "default"))
  }
  follow()
  dark.addEventListener("change", follow)
  for (const button of buttons) button.addEventListener("click", choose)
}
