/* What a term means, shown where it stands: under the mouse, at the keyboard's focus, or after a tap.
   The meaning itself stands once on the page. It stays while the mouse is on it, and Escape takes it away. */
(() => {
  const DELAY = 150, EDGE = 12
  const tip = document.createElement("div")
  let shown = null, timer = 0, touched = false

  const idOf = term => term.dataset.term || term.hash.slice(1)
  const meaning = term => document.querySelector(`[data-definition="${CSS.escape(idOf(term))}"]`)

  function place(term) {
    // A term may be broken over two lines; its first piece is where it begins.
    const word = term.getClientRects()[0], frame = tip.offsetParent.getBoundingClientRect()
    const room = document.documentElement.clientWidth - tip.offsetWidth - EDGE
    const above = word.bottom + tip.offsetHeight + EDGE > innerHeight && word.top > tip.offsetHeight + EDGE
    tip.style.left = Math.max(EDGE, Math.min(word.left, room)) - frame.left + "px"
    tip.style.top = (above ? word.top - tip.offsetHeight - 4 : word.bottom + 4) - frame.top + "px"
  }

  function show(term) {
    const found = meaning(term)
    if (!found) return
    hide()
    const name = document.createElement("b")
    const heading = found.previousElementSibling
    name.textContent = heading ? heading.textContent : term.textContent
    tip.replaceChildren(name, " ", found.textContent)
    tip.hidden = false
    place(term)
    term.setAttribute("aria-describedby", tip.id)
    shown = term
  }

  function hide() {
    clearTimeout(timer)
    if (shown) shown.removeAttribute("aria-describedby")
    tip.hidden = true
    shown = null
  }

  function later(act) {
    clearTimeout(timer)
    timer = setTimeout(act, DELAY)
  }

  function watch(term) {
    term.addEventListener("pointerenter", event => event.pointerType !== "touch" && later(() => show(term)))
    term.addEventListener("pointerleave", event => event.pointerType !== "touch" && later(hide))
    term.addEventListener("focus", () => term.matches(":focus-visible") && show(term))
    term.addEventListener("blur", hide)
    // The first tap explains, a second one follows the link. Not every browser says of a click what made it.
    term.addEventListener("pointerdown", event => { touched = event.pointerType === "touch" })
    term.addEventListener("click", event => {
      const tap = touched
      touched = false
      if (!tap || shown === term) return
      event.preventDefault()
      show(term)
    })
  }

  const terms = document.querySelectorAll(".term")
  if (!terms.length) return
  tip.id = "meaning"
  tip.className = "meaning"
  tip.role = "tooltip"
  tip.hidden = true
  tip.addEventListener("pointerenter", () => clearTimeout(timer))
  tip.addEventListener("pointerleave", () => later(hide))
  document.querySelector("article").append(tip)
  terms.forEach(watch)
  document.addEventListener("keydown", event => event.key === "Escape" && hide())
  document.addEventListener("pointerdown", event => shown && !event.target.closest(".term, .meaning") && hide())
})()
