/* The colours that the reader chose before; without a choice the theme follows the device. */
{
  const palette = __md_get("__palette")
  const dark = matchMedia("(prefers-color-scheme: dark)").matches
  const chosen = palette?.color?.media === "(prefers-color-scheme)"
    ? document.querySelector(`[data-md-color-media="(prefers-color-scheme: ${dark ? "dark" : "light"})"]`)?.dataset
    : null
  for (const [key, value] of Object.entries(palette?.color ?? {}))
    document.body.setAttribute("data-md-color-" + key, chosen?.["mdColor" + key[0].toUpperCase() + key.slice(1)] ?? value)
}
