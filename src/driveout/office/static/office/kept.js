// A change is sent by this script, so that it is not lost with the connection: what could not be sent is kept with the
// page, said, and sent again once when the net is back, or when the one who made it has signed in again. Its own mark
// tells the server that it is the same change.

import { speak } from "../look/heard.js";

const KEPT = "driveout-kept";
const EVERY = 4000; // ms between tries; “online” only says that there is some net
const NOT_REACHED = [502, 503, 504];
const OLD_PAGE = 403; // from before somebody signed in again; or it may not be done, and is refused once more
const SHOWN = [200, 409, 422]; // the form again, with what is to be put right

let sending = false;
const box = () => document.getElementById("kept");
const kept = () => JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
const keep = (list) => (list.length ? sessionStorage.setItem(KEPT, JSON.stringify(list)) : sessionStorage.removeItem(KEPT));
const mine = (one) => (one.who ?? box()?.dataset.who) === box()?.dataset.who; // never sent in another's name
const token = (page = document) => page.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

function say(words, bad) {
  const place = box();
  if (!place) return;
  const news = place.hidden && Boolean(words);
  if (words && place.textContent !== words) speak(words);
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
  if (event.submitter?.formNoValidate) return; // looks something up, or takes away: that is no change to keep
  event.preventDefault();
  if (form.dataset.sent) return; // pressed twice
  form.dataset.sent = "yes";
  const fields = [...new FormData(form, event.submitter ?? undefined)].filter(([name]) => name !== "csrfmiddlewaretoken");
  keep([...kept(), { who: box().dataset.who, to: form.action, fields: [...fields, ["sent", mark()]] }]);
  sendAll();
}

async function sendAll() {
  if (sending || !box() || !kept().length) return;
  if (!kept().some(mine)) return say(box().dataset.other);
  sending = true;
  let page = null;
  try {
    for (let at = kept().findIndex(mine); at >= 0; at = kept().findIndex(mine)) {
      const one = kept()[at];
      const answer = await send(one);
      if (answer === "wait") break;
      keep(kept().filter((_, i) => i !== at));
      if (answer === "show") return resend(one);
      page = answer ?? page;
    }
  } finally {
    sending = false;
  }
  if (page) show(page);
}

// Where to look now; null when it was refused for good; "wait" when it has to be sent again; "show" when it was not
// taken and the answer is a page on why.
async function send(one) {
  let answer = await post(one);
  if (answer?.status === OLD_PAGE) answer = (await renewed(one)) ? await post(one) : null;
  if (!answer) return "wait";
  const isPage = !answer.headers.get("Content-Type")?.startsWith("application/json");
  if (isPage && SHOWN.includes(answer.status)) return "show";
  if (!answer.ok) {
    say(box().dataset.broke, true);
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
    return null;
  }
  say("");
  return (await answer.json()).to;
}

const post = ({ to, fields }) =>
  reached(to, { method: "POST", headers: { Kept: "1", "X-CSRFToken": token() }, body: new URLSearchParams(fields) });

// The answer; null, and said why, where there is no net or nobody is signed in.
async function reached(address, asked) {
  let answer;
  try {
    answer = await fetch(address, asked);
  } catch {
    say(box().dataset.kept);
    return null;
  }
  if (NOT_REACHED.includes(answer.status)) {
    say(box().dataset.kept);
    return null;
  }
  if (answer.redirected) {
    say(box().dataset.signIn);
    return null;
  }
  return answer;
}

// Somebody has signed in since the page was opened, and its forms are too old: take the mark of a new one. False, and
// said why, where that cannot be had now, or where it is somebody else.
async function renewed(one) {
  const answer = await reached(location.href, { cache: "no-store" });
  if (!answer) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const who = page.getElementById("kept")?.dataset.who;
  if (!token(page) || (one.who ?? who) !== who) {
    say(box().dataset.other);
    return false;
  }
  document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((field) => (field.value = token(page)));
  return true;
}

// Nothing was stored, and the form has something to say: the browser sends it itself and shows the page.
function resend({ to, fields }) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = to;
  for (const [name, value] of [...fields, ["csrfmiddlewaretoken", token()]]) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    form.append(field);
  }
  form.hidden = true;
  document.body.append(form);
  HTMLFormElement.prototype.submit.call(form);
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
