/* Tables that can be sorted. A header with `data-sort` becomes a button; `data-sort="descending"` begins with the highest.
   Below headers of two rows `data-column` says which column it is. A cell is sorted by its `data-value`, else by its
   text; equal rows stay in the order of the page. */
(() => {
  const order = new Intl.Collator("nl", { numeric: true })
  const value = cell => cell.dataset.value ?? cell.textContent.trim()

  function start(table) {
    const body = table.tBodies[0], rows = [...body.rows]
    const headers = [...table.querySelectorAll("th[data-sort]")]

    function sort(header, direction) {
      const column = header.dataset.column ?? header.cellIndex, sign = direction === "descending" ? -1 : 1
      const compare = (a, b) => sign * order.compare(value(a.cells[column]), value(b.cells[column]))
      body.append(...[...rows].sort(compare))
      for (const other of headers) other.removeAttribute("aria-sort")
      header.setAttribute("aria-sort", direction)
    }

    function press(header) {
      const now = header.getAttribute("aria-sort")
      if (now) sort(header, now === "ascending" ? "descending" : "ascending")
      else sort(header, header.dataset.sort || "ascending")
    }

    for (const header of headers) {
      const button = document.createElement("button")
      button.type = "button"
      button.className = "sort"
      button.append(...header.childNodes)
      button.addEventListener("click", () => press(header))
      header.append(button)
    }
  }

  document.querySelectorAll("table[data-sortable]").forEach(start)
})()
