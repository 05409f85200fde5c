/* Tables that sort: a button in each heading with data-sort; data-sort="descending" begins with the highest. Below headings of
   more than one row data-column says which column it is. Cells say by data-value what they are sorted on; without one, by their
   words. What is not known stays at the end. Without script the table is simply there, in its own order. */
(() => {
  const words = JSON.parse(document.getElementById("__words").textContent)

  function order(column, down) {
    const value = row => row.cells[column].dataset.value ?? row.cells[column].textContent.trim()
    return (one, other) => {
      const [a, b] = [value(one), value(other)]
      if (!a || !b) return !a - !b
      return (down ? -1 : 1) * (a - b || a.localeCompare(b, "nl", { numeric: true }))
    }
  }

  function sort(table, heading, name) {
    const now = heading.getAttribute("aria-sort")
    const down = now ? now === "ascending" : heading.dataset.sort === "descending"
    for (const other of table.tHead.querySelectorAll("[aria-sort]")) other.removeAttribute("aria-sort")
    heading.setAttribute("aria-sort", down ? "descending" : "ascending")
    const body = table.tBodies[0]
    body.append(...[...body.rows].sort(order(heading.dataset.column ?? heading.cellIndex, down)))
    const status = table.parentElement.querySelector("[data-sorted]")
    if (status) status.textContent = words[down ? "sorted_down" : "sorted_up"].replace("{column}", name)
  }

  for (const table of document.querySelectorAll("table[data-sortable]")) {
    document.getElementById(table.getAttribute("aria-labelledby"))?.querySelector("[data-sort-hint]")?.removeAttribute("hidden")
    for (const heading of table.querySelectorAll("th[data-sort]")) {
      const button = document.createElement("button")
      const name = heading.textContent.trim()
      button.type = "button"
      button.className = "sorter"
      button.append(...heading.childNodes)
      heading.dataset.name = name
      button.addEventListener("click", () => sort(table, heading, name))
      heading.append(button)
    }
  }
})()
