/* The filters of the question bank and of the matrix of methods: a form hides what was not chosen and says how much is
   left. No choice is: everything. Without script there is no form, and everything is simply there.

   The choice stands behind the # of the address, so that it can be passed on; that part is sent to no server. */
(() => {
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name])
  const words = text => text.split(" ")

  /* `fits` tells of a thing whether it may stay; `after` sees to the rest and may return words to add to the count. */
  function start(root, things, fits, after) {
    const form = root.querySelector("[data-filter]"), count = root.querySelector("[data-count]")

    function update() {
      const chosen = new FormData(form)
      for (const thing of things) thing.hidden = !fits(thing.dataset, chosen)
      const shown = things.filter(thing => !thing.hidden).length
      const text = shown === things.length ? count.dataset.all : shown ? count.dataset.some : count.dataset.none
      count.textContent = fill(text, { count: shown, total: things.length }) + (after(form) ?? "")
    }

    /* What the address asks for, if it asks for anything that the form has; an anchor of the page is not that. */
    function follow() {
      const asked = new URLSearchParams(location.hash.slice(1))
      const boxes = [...form.querySelectorAll("input")]
      const wanted = boxes.filter(({ name, value }) => asked.getAll(name).includes(value))
      if (!wanted.length) return
      for (const box of boxes) box.checked = wanted.includes(box)
      if (performance.getEntriesByType("navigation")[0]?.type === "navigate") root.scrollIntoView()
    }

    function tell() {
      const choice = new URLSearchParams(new FormData(form)).toString()
      history.replaceState(history.state, "", choice ? `#${choice}` : location.pathname + location.search)
    }

    function choose() {
      update()
      tell()
    }

    form.hidden = false
    form.addEventListener("change", choose)
    // A form is empty again only after its reset event.
    form.addEventListener("reset", () => setTimeout(choose))
    form.addEventListener("submit", event => event.preventDefault())
    addEventListener("hashchange", () => {
      follow()
      update()
    })
    // Who comes back finds the choice again, but the browser restores it only after this script.
    addEventListener("pageshow", update)
    follow()
    update()
  }

  /* Within a group one choice is enough, between groups all must fit. A heading without questions goes too. */
  for (const bank of document.querySelectorAll("[data-bank]")) {
    const fits = (question, chosen) => [...chosen.keys()].every(group => chosen.getAll(group).includes(question[group]))
    start(bank, [...bank.querySelectorAll("[data-question]")], fits, () => {
      for (const group of bank.querySelectorAll("[data-group]"))
        group.hidden = !group.querySelector("[data-question]:not([hidden])")
    })
  }

  /* One of the chosen groups is enough; of the beacons all that are chosen must be there. */
  function suits(method, chosen) {
    const groups = chosen.getAll("group"), beacons = chosen.getAll("beacon")
    return (!groups.length || groups.some(group => words(method.group).includes(group)))
      && beacons.every(beacon => words(method.beacon).includes(beacon))
      && (!chosen.has("databank") || method.databank === "ja")
  }

  /* The choices are told in words too: the form itself is not printed. */
  for (const matrix of document.querySelectorAll("[data-matrix]"))
    start(matrix, [...matrix.querySelectorAll("tbody tr")], suits, form => {
      const choice = [...form.querySelectorAll(":checked")].map(input => input.parentNode.textContent.trim()).join(", ")
      return choice && ` · ${choice}`
    })
})()
