// Inserted by the page's own script some time after loading.
document.documentElement.setAttribute("data-demo-late", "loaded");
(function () {
  var sign = document.querySelector("[data-demo=late]");
  if (sign) { sign.textContent = sign.getAttribute("data-on"); sign.classList.add("on"); }
})();
