/* The filter of the matrix of methods. One of the chosen groups is enough; of the beacons all that are chosen must be there. */
(() => {
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name])
  const words = text => text.split(" ")

  function start(finder) {
    const form = finder.querySelector("[data-filter]"), count = finder.querySelector("[data-count]")
    const rows = [...finder.querySelectorAll("tbody tr")]

    function fits(row, chosen) {
      const groups = chosen.getAll("group"), beacons = chosen.getAll("beacon")
      return (!groups.length || groups.some(group => words(row.dataset.group).includes(group)))
        && beacons.every(beacon => words(row.dataset.beacon).includes(beacon))
        && (!chosen.has("databank") || row.dataset.databank === "ja")
    }

    /* The choices are told in words: the form itself is not printed. */
    function update() {
      const chosen = new FormData(form)
      for (const row of rows) row.hidden = !fits(row, chosen)
      const shown = rows.filter(row => !row.hidden).length
      const text = shown === rows.length ? count.dataset.all : shown ? count.dataset.some : count.dataset.none
      const choice = [...form.querySelectorAll(":checked")].map(input => input.parentNode.textContent.trim()).join(", ")
      count.textContent = fill(text, { count: shown, total: rows.length }) + (choice && ` · ${choice}`)
    }

    form.hidden = false
    form.addEventListener("change", update)
    // A form is empty again only after its reset event.
    form.addEventListener("reset", () => setTimeout(update))
    form.addEventListener("submit", event => event.preventDefault())
    update()
  }

  document.querySelectorAll("[data-matrix]").forEach(start)
})()
