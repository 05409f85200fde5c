/* From a disk, a browser starts no worker. This one is made of text that is already here, and believes that it was
   loaded from its own address. `sources` holds the scripts by name. */
(() => {
  const sources = __SOURCES__
  const Plain = window.Worker

  function start(sources, address) {
    const code = path => sources[path.split("?")[0].split("/").pop()]
    // In a worker, as opposed to a window, these can be replaced.
    Object.defineProperty(self, "location", { value: new URL(address) })
    self.importScripts = (...paths) => paths.forEach(path => (0, eval)(code(path)))
    self.importScripts(address)
  }

  window.Worker = class extends Plain {
    constructor(address) {
      const text = `(${start})(${JSON.stringify(sources)}, ${JSON.stringify(new URL(address, location).href)})`
      super(URL.createObjectURL(new Blob([text], { type: "text/javascript" })))
    }
  }
})()
