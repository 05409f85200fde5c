/* The filter of the question bank. Within a group one choice is enough, between groups all must fit; no choice is: everything. */
(() => {
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name])

  function chosen(form) {
    const groups = {}
    for (const [group, value] of new FormData(form)) (groups[group] ??= []).push(value)
    return Object.entries(groups)
  }

  function say(count, shown, total) {
    const text = shown === total ? count.dataset.all : shown ? count.dataset.some : count.dataset.none
    count.textContent = fill(text, { count: shown, total })
  }

  function start(bank) {
    const form = bank.querySelector("[data-filter]")
    const questions = [...bank.querySelectorAll("[data-question]")]

    function update() {
      const groups = chosen(form)
      for (const question of questions)
        question.hidden = !groups.every(([group, values]) => values.includes(question.dataset[group]))
      for (const group of bank.querySelectorAll("[data-group]"))
        group.hidden = !group.querySelector("[data-question]:not([hidden])")
      say(form.querySelector("[data-count]"), questions.filter(question => !question.hidden).length, questions.length)
    }

    form.hidden = false
    form.addEventListener("change", update)
    // A form is empty again only after its reset event.
    form.addEventListener("reset", () => setTimeout(update))
    form.addEventListener("submit", event => event.preventDefault())
    update()
  }

  document.querySelectorAll("[data-bank]").forEach(start)
})()
