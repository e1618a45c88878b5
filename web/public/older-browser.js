// biome-ignore-all lint: browsers too old for the page must read this.
// The document is complete once the page's own script has run, or could not be read or loaded.
document.addEventListener("DOMContentLoaded", function () {
  if (window.throughlineStarted) return;
  var script = document.createElement("script");
  script.src = "/older-browser-scan.js";
  document.body.appendChild(script);
});
