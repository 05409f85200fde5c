/* What the theme's own script does or expects, before there is anything on the page that must then look otherwise. */
document.documentElement.classList.replace("no-js", "js")
document.documentElement.classList.add("js-focus-visible")
// The handbook uses no part of the theme that remembers anything.
window.__md_get = () => null
window.__md_set = () => {}
