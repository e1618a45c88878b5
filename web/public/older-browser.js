// biome-ignore-all lint: browsers too old for the page must read this.
// Runs after the page's own script, and does nothing if that one started.
if (!window.throughlineStarted) {
  var script = document.createElement("script");
  script.src = "/older-browser-scan.js";
  document.body.appendChild(script);
}
