// One slide at a time: arrow keys, space, Page Up and Down, Home and End, or the two buttons. The address keeps the place.
const slides = [...document.querySelectorAll("section.slide")];
const place = document.getElementById("place");
let at = 0;

function show(next, remember = true) {
  at = Math.min(Math.max(next, 0), slides.length - 1);
  slides.forEach((slide, i) => slide.classList.toggle("shown", i === at));
  place.textContent = `${at + 1} of ${slides.length}`;
  if (remember) history.replaceState(null, "", "#" + (at + 1));
  window.scrollTo(0, 0);
}

const moves = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1, Home: -Infinity, End: Infinity };
addEventListener("keydown", event => {
  const typing = event.target.closest?.("input, textarea, select, button, summary");
  if (event.key in moves && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    const step = moves[event.key];
    show(step === Infinity ? slides.length - 1 : step === -Infinity ? 0 : at + step);
  }
});
document.getElementById("back").addEventListener("click", () => show(at - 1));
document.getElementById("on").addEventListener("click", () => show(at + 1));
addEventListener("hashchange", () => show(Number(location.hash.slice(1) || 1) - 1, false));
show(Number(location.hash.slice(1) || 1) - 1, false);
