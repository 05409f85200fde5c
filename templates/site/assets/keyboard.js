/* The theme's menu and search signs are labels, which a keyboard cannot reach and a screen reader does not announce.
   They become buttons that press the same (hidden) checkbox. */
(() => {
  const words = JSON.parse(document.getElementById("__words").textContent)
  const narrow = matchMedia("(max-width: 76.2344em)")
  const labels = "label[for=__drawer], label[for=__search], label[for^=__nav], label[for=__toc]"

  function name(id, open) {
    if (id === "__drawer") return open ? words.close_menu : words.open_menu
    return id === "__search" ? (open ? words.close_search : words.open_search) : words.sections
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
    if (!button.textContent.trim()) button.setAttribute("aria-label", name(toggle.id, toggle.checked))
    // On a wide screen the menu lies open and its headings are only headings.
    button.disabled = toggle.id !== "__search" && !narrow.matches
  }

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
