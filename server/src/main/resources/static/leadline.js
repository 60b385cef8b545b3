(function () {
  function meta(name) {
    var tag = document.querySelector('meta[name="' + name + '"]');
    return tag ? tag.content : "";
  }

  document.addEventListener("htmx:configRequest", function (event) {
    if (meta("csrf-header")) {
      event.detail.headers[meta("csrf-header")] = meta("csrf-token");
    }
  });

  // A session that ended answers a part with the sign-in page: show it whole.
  document.addEventListener("htmx:beforeSwap", function (event) {
    var status = event.detail.xhr.status;
    if (event.detail.xhr.responseURL.indexOf("/sign-in") > 0) {
      event.detail.shouldSwap = false;
      location.reload();
    } else if (status === 422) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });

  function say(text) {
    var place = document.getElementById("flash");
    if (place) {
      place.textContent = "";
      var alert = document.createElement("div");
      alert.className = "alert alert-danger";
      alert.setAttribute("role", "alert");
      alert.textContent = text;
      place.appendChild(alert);
    }
  }
  document.addEventListener("htmx:responseError", function () {
    say("That did not work. Reload the page and try again.");
  });
  document.addEventListener("htmx:sendError", function () {
    say("Leadline does not answer. Trying again may help.");
  });

  document.addEventListener("click", function (event) {
    var target = event.target.closest("[data-theme-toggle],[data-copy],[data-row-remove]");
    if (!target) {
      return;
    }
    if (target.hasAttribute("data-theme-toggle")) {
      window.leadlineToggleTheme();
    } else if (target.hasAttribute("data-copy")) {
      copy(target);
    } else {
      var row = target.closest("[data-row]");
      var next = row.nextElementSibling || row.previousElementSibling;
      row.remove();
      if (next && next.querySelector("select,input,button")) {
        next.querySelector("select,input,button").focus();
      }
    }
  });

  function copy(button) {
    var source = document.getElementById(button.getAttribute("data-copy"));
    var text = source.value === undefined ? source.textContent : source.value;
    var was = button.textContent;
    function done() {
      button.textContent = "Copied";
      setTimeout(function () {
        button.textContent = was;
      }, 1500);
    }
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(done);
    } else {
      var range = document.createRange();
      range.selectNodeContents(source);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      if (source.select) {
        source.select();
      }
      document.execCommand("copy");
      done();
    }
  }

  document.addEventListener("submit", function (event) {
    var form = event.target;
    var question = (event.submitter && event.submitter.getAttribute("data-confirm")) || form.getAttribute("data-confirm");
    if (question && !confirm(question)) {
      event.preventDefault();
      return;
    }
    if (event.submitter && event.submitter.hasAttribute("data-busy")) {
      event.submitter.textContent = event.submitter.getAttribute("data-busy");
      event.submitter.setAttribute("aria-busy", "true");
    }
    // A second press of the button must not send the form again.
    if (!form.hasAttribute("hx-get") && !form.hasAttribute("hx-post") && form.method === "post") {
      setTimeout(function () {
        form.querySelectorAll("button[type=submit]").forEach(function (button) {
          button.disabled = true;
        });
      }, 0);
    }
  });
  addEventListener("pageshow", function () {
    document.querySelectorAll("form[method=post] button[type=submit]:disabled").forEach(function (button) {
      if (!button.hasAttribute("data-off")) {
        button.disabled = false;
      }
    });
  });

  document.addEventListener("change", function (event) {
    var box = event.target;
    if (box.matches("[data-check-all]")) {
      document.querySelectorAll(box.getAttribute("data-check-all")).forEach(function (other) {
        other.checked = box.checked;
      });
    }
    if (box.matches("[data-check-all],[data-check]")) {
      var chosen = document.querySelectorAll("[data-check]:checked").length;
      document.querySelectorAll("[data-chosen]").forEach(function (place) {
        place.textContent = chosen;
      });
      document.querySelectorAll("[data-when-chosen]").forEach(function (place) {
        place.hidden = chosen === 0;
      });
    }
  });

  // What belongs to one choice only is hidden while another is made.
  function showFor(select) {
    document.querySelectorAll('[data-shown-for="' + select.id + '"]').forEach(function (part) {
      part.hidden = part.getAttribute("data-values").split(" ").indexOf(select.value) < 0;
    });
  }
  document.querySelectorAll("select[id]").forEach(showFor);
  document.addEventListener("change", function (event) {
    if (event.target.matches("select[id]")) {
      showFor(event.target);
    }
  });

  addEventListener("keydown", function (event) {
    var typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      var search = document.querySelector("[data-search]");
      if (search) {
        search.focus();
        search.select();
        event.preventDefault();
      }
    }
  });
})();
