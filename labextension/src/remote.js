// JupyterLab calls `init` with the modules that it shares, then `get` for the extension. What is shared is
// loaded first, so that CodeMirror's state and view are Lab's own and not a second copy.
(() => {
  let shared;

  async function load(name) {
    const [version] = Object.values(shared[name]);
    const factory = await version.get();
    return factory();
  }

  window._JUPYTERLAB ??= {};
  window._JUPYTERLAB.quaycrane = {
    init: scope => {
      shared = scope;
    },
    get: async () => {
      const names = [...new Set([...String(extension).matchAll(/\brequire\("([^"]+)"\)/g)].map(found => found[1]))];
      const modules = Object.fromEntries(await Promise.all(names.map(async name => [name, await load(name)])));
      const module = { exports: {} };
      extension(module, name => modules[name]);
      return () => module.exports;
    }
  };

  function extension(module, require) {
/* the extension */
  }
})();
