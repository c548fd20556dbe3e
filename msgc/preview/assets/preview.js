// Keeps the page live: what has changed is put in its place, and everything else stays where it is.

const live = document.getElementById("live");
const said = document.getElementById("said");
const FAILED = "The preview failed on what was last saved or chosen: what is shown may be old. `msgc check` tells more.";
let shown = location.search;
let latest = 0;

const keepers = () => [document.scrollingElement, ...document.querySelectorAll("#catalog, .stage, .cards")];

function placeOf() {
  return {
    scrolls: keepers().map((each) => [each.scrollLeft, each.scrollTop]),
    open: new Map([...document.querySelectorAll("details[id]")].map((each) => [each.id, each.open])),
    focus: selectorOf(document.activeElement),
  };
}

function selectorOf(element) {
  if (!element || element === document.body) return null;
  if (element.id) return `#${CSS.escape(element.id)}`;
  const href = element.getAttribute("href");
  return href ? `a[href="${CSS.escape(href)}"]` : null;
}

function restore(place, isSame) {
  for (const each of document.querySelectorAll("details[id]")) {
    const isSource = each.classList.contains("source");
    if (place.open.has(each.id) && (isSame || !isSource)) each.open = place.open.get(each.id);
  }
  // A line that was gone to is marked again: the mark went with what was replaced.
  if (isSame && location.hash) location.replace(location.hash);
  keepers().forEach((each, number) => {
    const [left, top] = place.scrolls[number] ?? [0, 0];
    if (isSame || each.id === "catalog") each.scrollTo({ left, top, behavior: "instant" });
  });
  if (place.focus) document.querySelector(place.focus)?.focus({ preventScroll: true });
}

function replace(id, page) {
  const [now, then] = [document.getElementById(id), page.getElementById(id)];
  if (now.innerHTML === then.innerHTML) return;
  now.replaceChildren(...then.childNodes);
}

async function show(search) {
  const turn = ++latest;
  const answer = await fetch(`/${search}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (turn !== latest) return;
  live.textContent = answer.ok ? "" : FAILED;
  if (!page.getElementById("main")) return;
  const [place, isSame] = [placeOf(), search === shown];
  const words = find?.value ?? "";
  replace("catalog", page);
  replace("main", page);
  document.title = page.title;
  shown = search;
  startFinding(words);
  restore(place, isSame);
  if (!isSame) {
    scrollTo({ top: 0, behavior: "instant" });
    said.textContent = document.title;
  }
}

const refresh = () => show(location.search).catch(() => {});

// Messages, samples and locales are links; here they change the page without leaving it.
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="?"]');
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  history.pushState(null, "", link.getAttribute("href"));
  refresh();
});
addEventListener("popstate", () => { if (location.search !== shown) refresh(); });
addEventListener("hashchange", () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const closed = target?.closest("details:not([open])");
  if (closed) { closed.open = true; target.scrollIntoView(); }
});

// The catalog's list can be searched, and gone through with the arrow keys.
let find = null;
function startFinding(words) {
  find = document.getElementById("find");
  find.hidden = false;
  find.value = words;
  find.addEventListener("input", filter);
  filter();
}
function filter() {
  const wanted = find.value.trim().toLowerCase();
  for (const item of document.querySelectorAll("#catalog li")) {
    const query = new URLSearchParams(item.querySelector("a").getAttribute("href"));
    const words = `${query.get("message")} ${item.querySelector(".kind").textContent}`;
    item.hidden = !words.toLowerCase().includes(wanted);
  }
  for (const folder of document.querySelectorAll("#catalog .folder")) {
    folder.hidden = !folder.querySelector("li:not([hidden])");
  }
  const isFound = !wanted || document.querySelector("#catalog li:not([hidden])");
  document.getElementById("none").textContent = isFound ? "" : "No message is found.";
}
addEventListener("keydown", (event) => {
  const isTyping = event.target.matches("input, textarea");
  if (event.key === "/" && !isTyping) {
    event.preventDefault();
    find.focus();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !event.target.closest("#catalog")) return;
  const links = [...document.querySelectorAll("#catalog li:not([hidden]) a")];
  const next = links[links.indexOf(event.target) + step];
  if (next) { event.preventDefault(); next.focus(); }
});
startFinding("");
// Not `scrollIntoView`, which would scroll the page with it.
const chosen = document.querySelector("#catalog [aria-current]");
const list = document.getElementById("catalog");
const below = chosen ? chosen.getBoundingClientRect().bottom - list.getBoundingClientRect().bottom : 0;
if (below > 0) list.scrollTop += below + list.clientHeight / 3;

const events = new EventSource("/events");
let wasLost = false;
events.addEventListener("message", refresh);
events.addEventListener("open", () => {
  if (!wasLost) return;
  live.textContent = "";
  refresh();
});
events.addEventListener("error", () => {
  wasLost = true;
  live.textContent = "Not connected: `msgc preview` has ended, or is starting anew.";
});
