// Plays a visitor statistics product: leaves an identifier on the site and reports the visit.
(function () {
  var found = document.cookie.match(/(?:^|; )_st_id=([^;]+)/);
  var id = found ? found[1] : Math.random().toString(16).slice(2);
  document.cookie = "_st_id=" + id + "; path=/; max-age=33696000; samesite=lax";
  localStorage.setItem("_st_visits", String(1 + Number(localStorage.getItem("_st_visits") || 0)));
  window._stat = window._stat || [];
  var base = document.currentScript.src.replace(/stat\.js.*$/, "");
  new Image().src = base + "collect.gif?id=" + id + "&page=" + encodeURIComponent(location.pathname);
  var sign = document.querySelector("[data-demo=statistics]");
  if (sign) { sign.textContent = sign.getAttribute("data-on"); sign.classList.add("on"); }
})();
