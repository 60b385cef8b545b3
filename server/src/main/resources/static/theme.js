// Before the first paint, or a dark page would flash white.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem("theme");
  } catch (e) {
    // Storage is closed: follow the system.
  }
  var dark = matchMedia("(prefers-color-scheme: dark)");
  function apply() {
    var theme = chosen || (dark.matches ? "dark" : "light");
    document.documentElement.setAttribute("data-bs-theme", theme);
  }
  apply();
  dark.addEventListener("change", apply);
  window.leadlineToggleTheme = function () {
    var now = document.documentElement.getAttribute("data-bs-theme");
    chosen = now === "dark" ? "light" : "dark";
    try {
      localStorage.setItem("theme", chosen);
    } catch (e) {
      // It holds for this page then.
    }
    apply();
  };
  try {
    var zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (zone) {
      document.cookie = "zone=" + encodeURIComponent(zone) + ";path=/;max-age=31536000;samesite=lax";
    }
  } catch (e) {
    // Times are shown in UTC then.
  }
})();
