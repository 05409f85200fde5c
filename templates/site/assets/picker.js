/* Choosing sheets to print. Every file stands on the page already; this gathers the chosen ones in one list, and a bar at
   the bottom of the window leads to it. Nothing is kept. */
(() => {
  const form = document.querySelector("[data-picker]")
  if (!form) return
  const sheets = [...document.querySelectorAll("[data-sheet]")]
  const count = form.querySelector("[data-count]")
  const picked = form.querySelector("[data-picked]")
  const basket = document.querySelector("[data-basket]"), many = basket.querySelector("[data-chosen]")

  /* The file that comes closest: a sheet without an easier version is offered as it is. */
  function nearest(sheet, wanted) {
    const files = [...sheet.querySelectorAll("[data-variant]")]
    const likeness = ({ dataset }) => 4 * (dataset.variant === wanted.variant) + 2 * (dataset.level === wanted.level)
      + (dataset.ink === wanted.ink)
    return files.reduce((best, file) => likeness(file) > likeness(best) ? file : best)
  }

  function entry(sheet, file) {
    const item = document.createElement("li")
    const link = file.querySelector("a").cloneNode(true)
    link.querySelector(".sr-only").remove()
    link.prepend(Object.assign(document.createElement("b"), { textContent: sheet.dataset.sheet }), " ")
    item.append(link)
    return item
  }

  function update() {
    const wanted = Object.fromEntries(new FormData(form))
    const chosen = sheets.filter(sheet => sheet.querySelector("input").checked)
    picked.replaceChildren(...chosen.map(sheet => entry(sheet, nearest(sheet, wanted))))
    const text = chosen.length > 1 ? count.dataset.some : chosen.length ? count.dataset.one : count.dataset.none
    count.textContent = text.replace("{count}", chosen.length)
    // What is said aloud is said above; this is for who looks.
    basket.hidden = !chosen.length
    many.textContent = (chosen.length > 1 ? many.dataset.some : many.dataset.one).replace("{count}", chosen.length)
    for (const sheet of sheets) {
      const shown = nearest(sheet, wanted)
      for (const file of sheet.querySelectorAll("[data-variant]")) file.hidden = file !== shown
      sheet.classList.toggle("pick--chosen", chosen.includes(sheet))
    }
  }

  form.hidden = false
  for (const sheet of sheets) {
    const box = sheet.querySelector("input")
    box.hidden = false
    box.checked = false
    box.addEventListener("change", update)
  }
  form.addEventListener("change", update)
  form.addEventListener("submit", event => event.preventDefault())
  form.addEventListener("reset", () => setTimeout(() => {
    for (const sheet of sheets) sheet.querySelector("input").checked = false
    update()
  }))
  // Who looked at a sheet and comes back finds the same ticks: the browser restores them after this script.
  addEventListener("pageshow", update)
  update()
})()
