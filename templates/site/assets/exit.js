/* Leaving in a hurry, from a page about safety: press the link, or Escape twice.

   The neutral page takes the place of this one, so that "back" does not lead here; what could be read is gone at once,
   also when that other page is slow to come or never comes. */
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
  // Before anyone else hears of the key: neither the search nor the menu may swallow it.
  addEventListener("keydown", event => {
    if (event.key !== "Escape" || event.repeat) return
    if (event.timeStamp - pressed < TWICE) leave()
    pressed = event.timeStamp
  }, true)
})()
