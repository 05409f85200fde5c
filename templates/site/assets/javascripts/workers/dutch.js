/* Stands before the theme's search worker and asks it more than the reader typed.

   The theme only finds words that begin with what was typed. Dutch puts words together ("stappenplan") and bends them
   ("huren"), so each word is also looked for in the middle of others and by its stem; if that gives nothing, with a
   letter wrong. The name of the theme's own file stands behind the question mark of our address. */
const QUERY = 2, RESULT = 3
const SPECIAL = /["+\-:^~*]/

const answer = self.postMessage.bind(self)
const listeners = []
const listen = self.addEventListener.bind(self)
let lastTry = true
let asked = []

const fold = word => word.normalize("NFD").replace(/\p{M}/gu, "")
const stem = word => self.lunr && lunr.nl ? lunr.nl.stemmer(new lunr.Token(word)).toString() : word
const words = query => query.toLowerCase().split(/\s+/).filter(Boolean)

/* What was typed counts most: its boost keeps exact words on top. */
function widen(word) {
  const forms = new Set([word, fold(word), stem(word), ...(word.length > 3 ? ["*" + word] : [])])
  return [word + "^10", ...forms].join(" ")
}

function pass(data) {
  listeners.forEach(listener => listener({ data }))
}

self.addEventListener = (type, listener) => type === "message" ? listeners.push(listener) : listen(type, listener)

self.postMessage = message => {
  const nothing = message.type === RESULT && !message.data.items.length
  if (nothing && !lastTry) {
    lastTry = true
    return pass({ type: QUERY, data: asked.map(word => word + (word.length > 8 ? "~2" : "~1")).join(" ") })
  }
  // The theme reports which words a page lacks. Our extra forms are not the reader's words: nothing is said.
  if (message.type === RESULT) message.data.items.flat().forEach(item => { item.terms = {} })
  answer(message)
}

listen("message", ({ data }) => {
  if (data.type !== QUERY || SPECIAL.test(data.data)) return pass(data)
  asked = words(data.data)
  lastTry = false
  pass({ type: QUERY, data: asked.map(widen).join(" ") })
})

importScripts(self.location.search.slice(1))
