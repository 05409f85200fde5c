/* The theme's menu and search signs are labels, which a keyboard cannot reach and a screen reader does not announce.
   They become buttons that press the same (hidden) checkbox. */
(() => {
  const words = JSON.parse(document.getElementById("__words").textContent)
  const narrow = matchMedia("(max-width: 76.2344em)")
  const labels = "label[for=__drawer], label[for=__search], label[for^=__nav], label[for=__toc]"

  function name({ id, checked }, button) {
    if (id === "__drawer") return checked ? words.close_menu : words.open_menu
    if (id === "__search") return checked ? words.close_search : words.open_search
    const section = button.parentElement.querySelector("a")?.textContent.trim() ?? ""
    return `${words.sections}: ${section}`
  }

  function press(id) {
    document.getElementById(id).click()
    // The theme listened to the label for this.
    if (id === "__search" && document.getElementById(id).checked) document.querySelector(".md-search__input").focus()
  }

  function replace(label) {
    const id = label.htmlFor
    const button = document.createElement("button")
    button.type = "button"
    button.className = label.className + " reachable"
    // The menu below takes its name from here.
    if (label.id) button.id = label.id
    if (label.title) button.title = button.ariaLabel = label.title
    // Not a valid attribute of a button, but what the theme's style sheet looks for.
    button.setAttribute("for", id)
    button.dataset.toggle = id
    button.append(...label.childNodes)
    button.addEventListener("click", () => press(id))
    label.replaceWith(button)
    return button
  }

  function describe(button) {
    const toggle = document.getElementById(button.dataset.toggle)
    button.setAttribute("aria-expanded", String(toggle.checked))
    if (!button.textContent.trim()) button.setAttribute("aria-label", name(toggle, button))
    // On a wide screen the headings of a section that lies open are only headings.
    const section = button.closest(".md-nav__item")?.matches(".md-nav__item--section")
    button.disabled = !narrow.matches && (section || !toggle.id.startsWith("__nav"))
  }

  /* Whoever comes to the search box is about to search: its worker may fetch what it needs. */
  document.querySelector(".md-search__input").addEventListener("focus", () => {
    const channel = new BroadcastChannel("search")
    channel.postMessage("soon")
    channel.close()
  }, { once: true })

  /* The theme waits for keys, but words may be pasted or dictated too. */
  const box = document.querySelector(".md-search__input")
  box.addEventListener("input", () => box.dispatchEvent(new Event("keyup")))

  const buttons = [...document.querySelectorAll(labels)]
    .filter(label => label.control && !label.matches(".md-overlay, .md-search__overlay"))
    // A heading that holds a link cannot be a button.
    .filter(label => !label.querySelector("a"))
    .map(replace)
  const describeAll = () => buttons.forEach(describe)
  describeAll()
  narrow.addEventListener("change", describeAll)
  document.addEventListener("change", describeAll)

  /* Escape closes what lies open, and the focus goes back to the button that opened it. */
  document.addEventListener("keydown", event => {
    const open = ["__drawer", "__search"].map(id => document.getElementById(id)).find(toggle => toggle.checked)
    if (event.key !== "Escape" || !open || !narrow.matches) return
    if (open.id === "__drawer") open.click()
    // The theme closes its search itself, after us.
    setTimeout(() => document.querySelector(`.md-header__button[data-toggle=${open.id}]`).focus())
  }, true)
})()
