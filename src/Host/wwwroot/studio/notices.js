// Studio shows the messages of a 400 in a few places, crashes on other refusals, says nothing of a save that failed otherwise, and
// knows no sign-in. This bar tells of all of them.
import { abandoned, after } from "./requests.js";

const bar = document.getElementById("studio-notice");
const path = request => new URL(request.url).pathname;
const isReading = request => request.method === "GET" || request.method === "HEAD";

// Where Studio shows the messages of a 400 by itself: save and publish in the editor, import of a file, unpublish.
const shown = [/\/workflow-definitions$/, /\/workflow-definitions\/import$/, /\/workflow-definitions\/[^/]+\/retract$/];
let failed = null;

function show(kind, request, messages = []) {
  failed = { kind, request: `${request.method} ${path(request)}` };
  for (const text of bar.querySelectorAll("[data-kind]")) text.hidden = text.dataset.kind !== kind;
  bar.querySelector("ul").replaceChildren(...messages.map(message => Object.assign(document.createElement("li"), { textContent: message })));
  bar.hidden = false;
}

function hide() {
  failed = null;
  bar.hidden = true;
}

async function messagesOf(response) {
  try {
    const problem = await response.clone().json();
    return Object.values(problem.errors ?? {}).flat();
  } catch {
    return [];
  }
}

async function codeOf(response) {
  try {
    return (await response.clone().json()).code;
  } catch {
    return null;
  }
}

async function onAnswer(request, response, error) {
  if (error) {
    if (error.name !== "AbortError" && !isReading(request)) show("offline", request);
  } else if (response.ok || response.headers.has("x-elsa-workflow-instance-id")) {
    // (A run that faulted answers like a failure, but the instance is there and Studio goes to it.)
    // Studio tries again by itself; when that helped, there is nothing left to say.
    if (failed?.kind === "signedOut" || failed?.request === `${request.method} ${path(request)}`) hide();
  } else if (response.status === 401) {
    show("signedOut", request);
    return abandoned;
  } else if (response.status === 403) {
    show((await codeOf(response)) === "password-change-required" ? "changePassword" : "forbidden", request);
    return abandoned;
  } else if (isReading(request) || (request.method === "DELETE" && response.status === 404)) {
    // Studio has an answer of its own to these.
  } else if (response.status >= 500 || response.status === 408) {
    show("failed", request);
  } else if (response.status !== 400 || !shown.some(pattern => pattern.test(path(request)))) {
    show("refused", request, await messagesOf(response));
    return abandoned;
  }
}

export function showFailedRequests() {
  bar.querySelector("button").addEventListener("click", hide);
  after(onAnswer);
}
