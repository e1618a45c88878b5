// The page's own script has run by now, or never will.
document.addEventListener("DOMContentLoaded", function () {
  if (window.throughlineStarted) return;
  var script = document.createElement("script");
  script.src = "/older-browser-scan.js";
  document.body.appendChild(script);
});
