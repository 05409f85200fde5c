/* Each reference gets the address of what it refers to, unless the makers gave one or the page comes from a disk; and a
   button that copies it. Without script the text can be selected as any other. */
(() => {
  for (const citation of document.querySelectorAll("[data-address]")) {
    if (!location.protocol.startsWith("http") || citation.querySelector("a")) continue
    const { href } = new URL(citation.dataset.address, location.origin + location.pathname)
    const link = Object.assign(document.createElement("a"), { href, textContent: href })
    citation.querySelector("p").append(" ", link)
  }

  if (!navigator.clipboard) return
  const words = JSON.parse(document.getElementById("__words").textContent)

  for (const citation of document.querySelectorAll(".citation")) {
    const text = citation.textContent.trim().replace(/\s+/g, " ")
    const button = document.createElement("button")
    button.type = "button"
    button.className = "md-button citation__copy"
    button.textContent = words.copy
    button.setAttribute("aria-live", "polite")
    button.addEventListener("click", async () => {
      const copied = await navigator.clipboard.writeText(text).then(() => true, () => false)
      button.textContent = copied ? words.copied : words.copy_failed
      setTimeout(() => { button.textContent = words.copy }, 2000)
    })
    citation.append(button)
  }
})()
