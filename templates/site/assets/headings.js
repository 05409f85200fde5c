/* A link beside each heading of the text, so that one can pass on the address of that very place: on a telephone the
   menu beside the page, which has those links too, is out of sight. Outside the heading, which keeps its name. */
(() => {
  const words = JSON.parse(document.getElementById("__words").textContent)

  const places = ":is(.md-content__inner, .lesson, .numbered, .study, .effects) > :is(h2, h3)[id]"

  for (const heading of document.querySelectorAll(places)) {
    const link = document.createElement("a")
    link.className = "headerlink"
    link.href = `#${heading.id}`
    link.title = link.ariaLabel = words.anchor.replace("{heading}", heading.textContent.trim())
    link.textContent = "¶"
    heading.after(link)
  }
})()
