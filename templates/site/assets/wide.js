/* A table that is wider than its window scrolls sideways. This says so: the side where more is fades, and where one
   swipes a line of words stands above it. Without script the table scrolls all the same. */
(() => {
  const words = JSON.parse(document.getElementById("__words").textContent)

  function watch(room) {
    const hint = document.createElement("p")
    hint.className = "table__hint"
    hint.textContent = words.swipe
    // A screen reader goes through a table by its cells.
    hint.ariaHidden = "true"
    room.before(hint)

    function look() {
      const hidden = room.scrollWidth - room.clientWidth
      hint.hidden = hidden < 2
      room.classList.toggle("table--more", hidden - room.scrollLeft > 2)
    }

    room.addEventListener("scroll", look, { passive: true })
    new ResizeObserver(look).observe(room)
    look()
  }

  document.querySelectorAll("article :is(.table, .md-typeset__scrollwrap)").forEach(watch)
})()
