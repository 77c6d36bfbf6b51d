// A change is sent by this script, so that it is not lost with the connection: what could not be sent is kept with the
// page, said, and sent again once when the net is back. Its own mark tells the server that it is the same change.

const KEPT = "driveout-kept";
const EVERY = 4000; // ms between tries; “online” only says that there is some net
const NOT_REACHED = [502, 503, 504];

let sending = false;
const box = () => document.getElementById("kept");
const kept = () => JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
const keep = (list) => (list.length ? sessionStorage.setItem(KEPT, JSON.stringify(list)) : sessionStorage.removeItem(KEPT));

function say(words, bad) {
  const place = box();
  if (!place) return;
  const news = place.hidden && Boolean(words);
  place.hidden = !words;
  place.textContent = words ?? "";
  place.classList.toggle("bad", Boolean(bad));
  place.classList.toggle("warn", !bad);
  if (news) place.scrollIntoView({ block: "center" }); // the button was pressed far below
}

const mark = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

function submit(event) {
  const form = event.target;
  if (!form.matches?.("form[data-keep]") || !box()) return;
  event.preventDefault();
  if (form.dataset.sent) return; // pressed twice
  form.dataset.sent = "yes";
  const fields = [...new FormData(form, event.submitter ?? undefined)].filter(([name]) => name !== "csrfmiddlewaretoken");
  keep([...kept(), { to: form.action, fields: [...fields, ["sent", mark()]] }]);
  sendAll();
}

async function sendAll() {
  if (sending || !kept().length) return;
  sending = true;
  let page = null;
  try {
    while (kept().length) {
      const answer = await send(kept()[0]);
      if (answer === "wait") break;
      keep(kept().slice(1));
      page = answer ?? page;
    }
  } finally {
    sending = false;
  }
  if (page) show(page);
}

// Where to look now; null when it was refused for good; "wait" when it has to be sent again.
async function send({ to, fields }) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  let answer;
  try {
    answer = await fetch(to, {
      method: "POST",
      headers: { Kept: "1", "X-CSRFToken": token },
      body: new URLSearchParams(fields),
    });
  } catch {
    say(box().dataset.kept);
    return "wait";
  }
  if (NOT_REACHED.includes(answer.status)) {
    say(box().dataset.kept);
    return "wait";
  }
  if (answer.redirected) {
    say(box().dataset.signIn);
    return "wait";
  }
  if (!answer.ok) {
    say(box().dataset.broke, true);
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
    return null;
  }
  say("");
  return (await answer.json()).to;
}

// The page anew, at the sentence on how it went; also where the address is the one we are at.
function show(page) {
  history.scrollRestoration = "manual";
  const next = new URL(page, location.href);
  if (next.pathname + next.search !== location.pathname + location.search) location.assign(next);
  else {
    history.replaceState(null, "", next);
    location.reload();
  }
}

document.addEventListener("submit", submit);
addEventListener("online", sendAll);
setInterval(sendAll, EVERY);
// Back in the history: what was sent from here may be sent anew, and is refused kindly when others stand there by now.
addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  sendAll();
});
for (const name of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => event.detail.target?.id === "pris" && say(box()?.dataset.price));
}
document.addEventListener("htmx:afterSwap", (event) => event.detail.target?.id === "pris" && !kept().length && say(""));
