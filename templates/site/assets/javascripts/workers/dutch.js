/* Searches the handbook the way Dutch is typed. It stands in place of the theme's own worker and answers its messages.

   Dutch bends its words ("huren", "huurt"), glues them together ("huurachterstand") and hides accents ("cliënt").
   So a word is looked for by its stem, inside compounds, as the parts that it consists of, by what the glossary calls
   it, and, when none of that gives anything, with a letter wrong. What was typed itself counts most.

   What it searches comes with the first message (from a disk, where nothing can be fetched) or is fetched when somebody
   is about to search: a page that is only read does not wait for it. */
const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3
const WORDS = /[\p{L}\p{N}]+(?:[’'][\p{L}]+)*/gu
const STOP = new Set(`aan al als ben bent bij da daar dan dat de deze die dit door een en er haar heb hebben heeft het hij
  hoe hun iets ik in is je jij jou jouw kan kun maar me met mij mijn moet na naar niet nog of om ook op over te tot uit
  van voor waar wanneer wat we wel welke wie wij wil word worden wordt ze zij zijn zo`.split(/\s+/))
const NUMBERS = "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf".split(" ")
/* How much a word says about the place where it stands. */
const WEIGHT = { page: 12, keywords: 9, section: 6, name: 4 }
/* How much a found word resembles what was typed. */
const LIKE = { same: 1, stem: .9, variant: .75, term: .55, compound: .5, start: .45, part: .4, close: .6, far: .4, rest: .3 }
const ENOUGH = 8, COMMON = 3, PAGES = 20, SECTIONS = 5, EXCERPT = 190

/* ---- Words ---- */

const fold = word => word.normalize("NFD").replace(/[\p{M}’']/gu, "").toLowerCase()
const wordsOf = text => (text.replace(/&\w+;/g, " ").match(WORDS) || []).map(fold)

const ENDINGS = [[/(g|st|sl)aan$/, "$1aa"], [/heden$/, "heid"], [/(?<=[^aeious]|[aoy]|ie)s$/, ""], [/je$/, ""], [/en$/, ""], [/(heid|ing|end)$/, ""],
  [/atie$/, "er"], [/e$/, ""], [/([^aeiou])\1$/, "$1"], [/([aeou])\1([^aeiou]+)$/, "$1$2"], [/v$/, "f"], [/z$/, "s"]]
const stemmed = new Map()

/* A rough stem: 'slapen' and 'slaap' are 'slap'. It errs alike for what is looked for and what is found. */
function stem(word) {
  if (!stemmed.has(word)) {
    stemmed.set(word, word.length < 4 ? word : ENDINGS.reduce((short, [ending, rest]) => {
      const next = short.replace(ending, rest)
      return next.length < 3 ? short : next
    }, word))
  }
  return stemmed.get(word)
}

const BENT = [[/t$/, ""], [/^ge(.{3,})[dt]$/, "$1"], [/schap(pen)?$/, ""], [/tjes?$/, ""], [/er(s|in|innen)?$/, ""], [/ig$/, ""]]

/* Stems under which the word may also be known: 'slaapt' under 'slap', 'gescheiden' under 'scheid'; but no teenager is
   a ten. */
function variants(word) {
  if (word.length < 5) return []
  const found = BENT.map(([part, rest]) => word.replace(part, rest)).filter(other => other !== word && other.length > 2)
  return [...new Set(found.map(stem))].filter(other => other !== stem(word) && !NUMBERS.includes(other))
}

const lettersOf = word => [...word].reduce((bits, letter) => bits | 1 << letter.charCodeAt(0) % 32, 0)
const ones = bits => bits ? 1 + ones(bits & bits - 1) : 0

/* How many letters differ (put in, left out, changed or swapped), or more than `most`. */
function distance(one, two, most) {
  if (Math.abs(one.length - two.length) > most) return most + 1
  let before = [], last = Array.from({ length: two.length + 1 }, (_, i) => i)
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    for (let j = 1; j <= two.length; j++) {
      const same = one[i - 1] === two[j - 1]
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + !same)
      if (i > 1 && j > 1 && one[i - 1] === two[j - 2] && one[i - 2] === two[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1)
    }
    if (Math.min(...row) > most) return most + 1
    before = last
    last = row
  }
  return last[two.length]
}

/* ---- What there is to find ---- */

const parts = []            // pages and their sections, each with the words in it
const pages = new Map()     // by address
let words = []              // each word that stands somewhere
const letters = new Map()   // word → which letters are in it, as bits
const places = new Map()    // word → part → [weight of titles and keywords, times in the text]
const byStem = new Map()    // stem → words
const byVariant = new Map() // another stem that a word may have → words
const named = new Map()     // stems of a title or keyword → parts that have it
const synonyms = new Map()  // stems of a name → the other names of the same thing

function setup(docs) {
  docs.forEach(add)
  const length = average(parts), whole = average([...pages.values()])
  parts.forEach(part => { part.norm = .4 + .6 * part.length / length })
  pages.forEach(page => { page.norm = .4 + .6 * page.length / whole })
  words = [...places.keys()]
  for (const word of words) {
    letters.set(word, lettersOf(word))
    push(byStem, stem(word), word)
    variants(word).forEach(other => push(byVariant, other, word))
  }
  docs.filter(({ keywords }) => keywords?.includes("|")).map(({ keywords }) => keywords.split("|"))
    .forEach(names => names.forEach(name => push(synonyms, keyOf(wordsOf(name)), ...names)))
}

const average = things => things.reduce((sum, thing) => sum + thing.length, 0) / things.length
const push = (map, key, ...values) => map.has(key) ? map.get(key).push(...values) : map.set(key, values)
const keyOf = words => words.map(stem).join(" ")

function add(doc) {
  const [address, anchor] = doc.location.split("#")
  if (!pages.has(address)) pages.set(address, { address, length: 0, parts: [] })
  const page = pages.get(address), text = wordsOf(doc.text)
  const part = { doc, page, length: text.length, id: parts.length }
  page.length += part.length
  page.parts.push(part)
  parts.push(part)
  const names = [doc.title, ...(doc.keywords || "").split(/[|;]/)].map(wordsOf)
  new Set(names.map(keyOf)).forEach(name => push(named, name, part))
  wordsOf(doc.title).forEach(word => note(word, part, anchor ? WEIGHT.section : WEIGHT.page, 0))
  wordsOf(doc.keywords || "").forEach(word => note(word, part, WEIGHT.keywords, 0))
  text.forEach(word => note(word, part, 0, 1))
}

function note(word, part, weight, times) {
  if (!places.has(word)) places.set(word, new Map())
  const found = places.get(word).get(part.id) || [0, 0]
  places.get(word).set(part.id, [Math.max(found[0], weight), found[1] + times])
}

/* ---- What is looked for ---- */

/* Whether the handbook has the word, or one that begins with it: the stem alone takes the end of 'vriendenk·aart' for
   'arts'. */
const known = word => word.length > 3 && !STOP.has(word)
  && (byStem.get(stem(word)) || []).some(other => other.startsWith(word))
const unglued = word => [word, word.replace(/s$/, ""), word.replace(/en$/, "")].find(known) || null

/* The known words that a compound consists of: 'huurachterstand' is huur and achterstand; or nothing. */
function split(word) {
  for (let i = 4; i <= word.length - 4; i++) {
    const head = unglued(word.slice(0, i)), tail = word.slice(i)
    const rest = head && (known(tail) ? [tail] : split(tail))
    if (rest) return [head, ...rest]
  }
  return null
}

/* The words of the handbook that resemble one word that was typed, each with how much. */
function resembling(word, last) {
  const found = new Map()
  const take = (others, like) => others.forEach(other => found.set(other, Math.max(like, found.get(other) || 0)))
  const own = stem(word)
  take(byStem.get(own) || [], LIKE.stem)
  if (places.has(word)) take([word], LIKE.same)
  if (/^\d+$/.test(word) && NUMBERS[word]) take(byStem.get(stem(NUMBERS[word])) || [], LIKE.stem)
  variants(word).forEach(other => take(byStem.get(other) || [], LIKE.variant))
  take(byVariant.get(own) || [], LIKE.variant)
  if (word.length > 3) take(words.filter(other => glued(other, word, own)), LIKE.compound)
  if (word.length > 3 || last && word.length > 1) take(words.filter(other => other.startsWith(word)), LIKE.start)
  return found
}

/* Whether a longer word is a compound with this one at its beginning or its end. */
function glued(longer, word, own) {
  if (longer.length < word.length + 3) return false
  const at = longer.indexOf(own.length > 3 ? own.slice(0, -1) : own)
  if (at < 0) return false
  if (longer.endsWith(word)) return unglued(longer.slice(0, -word.length)) !== null
  return longer.startsWith(word) && known(longer.slice(word.length).replace(/^(s|en)(?=.{4})/, ""))
}

/* Words that differ little from one that nobody knows. Who types two letters wrong seldom does so with the first. */
function guess(word) {
  const found = new Map(), most = word.length > 8 ? 2 : word.length > 3 ? 1 : 0
  const own = lettersOf(word)
  for (const other of most ? words : []) {
    // Each change puts at most one letter in and takes one out: this spares most of the counting.
    if (ones(own ^ letters.get(other)) > 2 * most) continue
    const far = distance(word, other, most)
    if (far === 1) found.set(other, LIKE.close)
    if (far === 2 && most === 2 && word[0] === other[0]) found.set(other, LIKE.far)
  }
  return found
}

/* What a word that nobody knows begins and ends with, where somebody made that a title or a keyword: 'zelfmoord' in
   'zelfmoordpoging', but not 'zelf' in 'zelfspot'. The end is what the word is about, so it must be half of it. */
function rest(word) {
  const cuts = Array.from({ length: Math.max(0, word.length - 4) }, (_, i) => i + 1)
  const telling = piece => known(piece) && named.has(stem(piece))
  const start = cuts.map(i => word.slice(0, -i)).find(telling), end = cuts.map(i => word.slice(i)).find(telling)
  return [start, isHalf(end, word) && end].filter(Boolean)
}

const isHalf = (piece, word) => piece?.length * 2 >= word.length

function unknown(word) {
  const like = guess(word), left = like.size ? [] : rest(word)
  if (!left.length) return [{ word, like }]
  return left.map(piece => ({ word, piece, like: new Map(byStem.get(stem(piece)).map(other => [other, LIKE.rest])) }))
}

/* One wish for each word, or for each part of a word that is in no text: what resembles it, and how rare that is. */
function wishes(query) {
  const typed = wordsOf(query), telling = typed.filter(word => !STOP.has(word))
  const wanted = telling.length ? telling : typed
  const found = wanted.flatMap((word, i) => {
    const like = resembling(word, i === wanted.length - 1)
    const pieces = split(word)
    if (pieces && Math.max(0, ...like.values()) < LIKE.stem)
      return pieces.map(piece => ({ word, piece, whole: true, like: resembling(piece, false) }))
    // Half of a compound that the handbook has leads on to what is called so: 'verslavingszorg' to 'verslaving'.
    return like.size ? [{ word, like, half: pieces?.find(piece => isHalf(piece, word)) }] : unknown(word)
  })
  join(found)
  explain(typed, found)
  found.forEach(wish => { wish.rare = COMMON + Math.log(1 + pages.size / (1 + spread(wish))) })
  return found
}

/* Words that belong together and were typed apart: 'krachten inventarisatie'. */
function join(found) {
  found.slice(1).forEach((wish, i) => {
    const whole = ["", "s", "en"].map(glue => found[i].word + glue + wish.word).find(word => byStem.has(stem(word)))
    for (const word of whole ? byStem.get(stem(whole)) : []) [found[i], wish].forEach(({ like }) => like.set(word, LIKE.same))
  })
}

/* All runs of at most five words. */
const runs = typed => typed.flatMap((_, start) => [1, 2, 3, 4, 5].map(many => typed.slice(start, start + many))
  .filter((run, i) => run.length === i + 1))

/* What the glossary calls the thing that was typed. */
function explain(typed, found) {
  for (const said of runs(typed)) {
    const others = (synonyms.get(keyOf(said)) || []).flatMap(wordsOf).filter(word => !STOP.has(word))
    for (const wish of found.filter(({ word }) => said.includes(word)))
      others.flatMap(word => byStem.get(stem(word)) || [])
        .forEach(word => wish.like.set(word, Math.max(LIKE.term, wish.like.get(word) || 0)))
  }
}

/* On how many pages the best of what resembles the word stands. */
function spread({ like }) {
  const best = Math.max(0, ...like.values()), found = new Set()
  like.forEach((much, word) => much >= best - .15 && places.get(word).forEach((_, id) => found.add(parts[id].page)))
  return found.size
}

/* ---- Ranking ---- */

function search(query) {
  const all = wishes(query), found = all.filter(({ like }) => like.size), lost = all.length - found.length
  const scores = new Map()  // page → { wish → weight }, and the same for its parts
  found.forEach((wish, number) => wish.like.forEach((much, word) => places.get(word).forEach(([weight, times], id) => {
    const part = parts[id], main = part === part.page.parts[0]
    count(scores, part.page, number, much, weight * (main ? 1 : .15) + times / part.page.norm)
    count(scores, part, number, much, weight + times / part.norm)
  })))
  for (const said of runs(wordsOf(query))) for (const part of named.get(keyOf(said)) || [])
    found.forEach(({ word }, number) => said.includes(word) && [part, part.page].forEach(thing => count(scores, thing, number, 1, WEIGHT.name)))
  found.forEach(({ half }, number) => half && named.get(stem(half))?.forEach(part =>
    [part, part.page].forEach(thing => count(scores, thing, number, LIKE.part, WEIGHT.name))))
  together(found, scores)
  const total = found.reduce((sum, { rare }) => sum + rare, 0) + lost * (COMMON + Math.log(1 + pages.size))
  const score = thing => scored(scores.get(thing), found, total)
  const met = thing => scores.get(thing)?.some(Boolean)
  const results = [...pages.values()].filter(met).map(page => {
    const sections = page.parts.filter(met).map(part => ({ part, score: score(part) }))
      .sort((one, two) => two.score - one.score)
    return { page, sections, score: score(page) + sections[0].score }
  })
  results.sort((one, two) => two.score - one.score)
  return results.slice(0, PAGES).map(result => shown(result, found, scores))
}

function count(scores, thing, number, much, weight) {
  if (!scores.has(thing)) scores.set(thing, [])
  const [sum, most] = scores.get(thing)[number] || [0, 0]
  scores.get(thing)[number] = [sum + much * weight, Math.max(most, much)]
}

/* A part of a compound that nobody wrote counts where all the others stand too, or where it is a title or a keyword.
   Who asks for an 'angststoornis' is helped by the page about 'angst', but not by each that names a 'stoornis'. */
function together(found, scores) {
  found.forEach(({ word, piece, whole }, number) => piece && pages.forEach(page => {
    const counts = scores.get(page)
    if (!counts?.[number] || whole && found.every((other, i) => other.word !== word || counts[i])) return
    if (named.get(stem(piece))?.some(part => part.page === page)) return
    for (const thing of [page, ...page.parts]) delete scores.get(thing)?.[number]
  }))
}

/* Rare words count more, a word that comes back often counts little more, and all words together count most. */
function scored(counts, found, total) {
  let sum = 0, met = 0
  counts.forEach(([weight, most], number) => {
    sum += found[number].rare * most * weight / (weight + ENOUGH)
    met += found[number].rare * most
  })
  return sum * (met / total) ** 1.5
}

/* ---- Showing ---- */

/* A page and its best sections, as the theme draws them: what stands first is shown with an excerpt. */
function shown({ page, sections, score }, found, scores) {
  const main = page.parts[0], best = sections[0]
  const missing = found.filter((_, number) => !scores.get(page)[number]).map(({ word }) => [word, false])
  const items = sections.slice(0, SECTIONS).map(({ part, score: own }) =>
    item(part, found, own >= best.score * .85 && best.part !== main ? score : own * score / best.score / 2, missing))
  if (best.part === main) items[0].score = score
  if (!items.some(({ location }) => location === main.doc.location)) items.push(item(main, found, 0, missing))
  return items
}

function item({ doc }, found, score, missing) {
  const words = new Map(found.flatMap(({ like, rare }) => [...like].map(([word, much]) => [word, much * rare])))
  const { text, seen } = excerpt(doc.text, words)
  const terms = Object.fromEntries([...[...seen].map(word => [word, true]), ...missing])
  return { location: doc.location, title: marked(doc.title, words) + kind(doc.location), text, score, terms }
}

/* A worksheet and an instrument may have the same name: behind that of a page stands what it is one of. */
function kind(address) {
  const above = pages.get(address.slice(0, address.indexOf("/") + 1))
  return !above || address.includes("#") || address === above.address ? "" : ` <small>${above.parts[0].doc.title}</small>`
}

const marked = (text, words) => text.replace(WORDS, word => words.has(fold(word)) ? `<mark>${word}</mark>` : word)

/* The line of the text that says most about what was asked, cut around it. */
function excerpt(text, words) {
  const lines = text.split("\n").map(line => {
    const met = new Map([...line.matchAll(WORDS)].map(found => [found[0], found.index]).filter(([word]) => words.has(fold(word))))
    const worth = [...new Set([...met.keys()].map(fold))].reduce((sum, word) => sum + words.get(word), 0)
    return { line, met, worth }
  })
  const first = lines.find(({ line }) => line.length > 40) || lines[0]
  const best = lines.reduce((one, two) => two.worth > one.worth ? two : one, first)
  const from = Math.max(0, Math.min(...best.met.values(), best.line.length) - 60)
  const start = best.line.length <= EXCERPT || !best.met.size ? 0 : from && best.line.indexOf(" ", from) + 1
  const end = best.line.length - start <= EXCERPT ? best.line.length : best.line.lastIndexOf(" ", start + EXCERPT)
  const piece = (start ? "… " : "") + best.line.slice(start, end) + (end < best.line.length ? " …" : "")
  return { text: marked(piece, words), seen: [...best.met.keys()].map(word => word.toLowerCase()).slice(0, 5) }
}

/* ---- Messages ---- */

let loaded = null

function load() {
  loaded ||= fetch(new URL("../../../search/documents.json", self.location)).then(answer => answer.json()).then(setup)
    .catch(() => { loaded = null })
  return loaded
}

async function answer(query) {
  if (query.trim()) await load()
  // Each question needs an answer, or the theme asks nothing more.
  self.postMessage({ type: RESULT, data: { items: query.trim() && words.length ? search(query) : [] } })
}

new BroadcastChannel("search").addEventListener("message", load)
self.addEventListener("message", ({ data: { type, data } }) => {
  if (type === QUERY) return answer(data)
  if (type !== SETUP) return
  if (data.docs.length) loaded = Promise.resolve(setup(data.docs))
  self.postMessage({ type: READY })
})
