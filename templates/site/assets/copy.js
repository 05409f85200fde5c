/* A button beside each reference that copies it. Without script the text can be selected as any other. */
(() => {
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
      await navigator.clipboard.writeText(text)
      button.textContent = words.copied
      setTimeout(() => { button.textContent = words.copy }, 2000)
    })
    citation.append(button)
  }
})()
