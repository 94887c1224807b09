// Small helps; every page works without them.
(function () {
  "use strict";
  var all = function (selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); };

  // The second press of a button must not send a second form. The server
  // would notice; this saves the wait.
  all("form[data-once]").forEach(function (form) {
    var sent = 0;
    form.addEventListener("submit", function (event) {
      var now = Date.now();
      if (now - sent < 4000) { event.preventDefault(); return; }
      sent = now;
    });
  });

  // A file over the limit is seen before it travels.
  all("input[type=file][data-most]").forEach(function (input) {
    input.addEventListener("change", function () {
      var most = Number(input.getAttribute("data-most"));
      var big = Array.prototype.some.call(input.files, function (file) { return file.size > most; });
      var hint = document.getElementById(input.getAttribute("aria-describedby"));
      input.setAttribute("aria-invalid", String(big));
      if (hint) { hint.className = big ? "error" : "hint"; }
    });
  });

  all("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });

  // After a refusal the reader starts at the summary of what to correct.
  var wrong = document.getElementById("wrong");
  if (wrong) { wrong.focus(); }
})();
