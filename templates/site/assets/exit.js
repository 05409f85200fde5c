/* Leaving in a hurry, from a page about safety: press the link, or Escape twice.

   The neutral page takes the place of this one, so that "back" does not lead here; what could be read is gone at once,
   also when that other page is slow to come or never comes. For the same reason a step to another place on this page,
   or to another page about safety, takes the place of this one. */
(() => {
  const link = document.querySelector("[data-exit]")
  if (!link) return
  const TWICE = 1000 // milliseconds
  let pressed = -Infinity

  function leave() {
    const target = link.href
    document.title = "\u2026"
    document.body.replaceChildren()
    location.replace(target)
  }

  link.addEventListener("click", event => {
    event.preventDefault()
    leave()
  })
  const path = href => new URL(href, location.href).pathname.replace(/index\.html$/, "")
  const discreet = new Set(JSON.parse(document.getElementById("__discreet").textContent).map(path))
  addEventListener("click", event => {
    const step = event.target.closest("a[href]")
    if (!step || step === link || step.target || event.defaultPrevented) return
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return // a new tab, say
    if (step.origin !== location.origin || !discreet.has(path(step.href))) return
    event.preventDefault()
    location.replace(step.href)
  })
  // Before anyone else hears of the key: neither the search nor the menu may swallow it.
  addEventListener("keydown", event => {
    if (event.key !== "Escape" || event.repeat) return
    if (event.timeStamp - pressed < TWICE) leave()
    pressed = event.timeStamp
  }, true)
})()
