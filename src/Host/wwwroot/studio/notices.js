// Studio says nothing when a save fails, unless the server's answer is 400, and it knows no sign-in. This bar does.
import { after } from "./requests.js";

const bar = document.getElementById("studio-notice");
const reading = request => request.method === "GET" || request.method === "HEAD";
const withoutQuery = request => `${request.method} ${new URL(request.url).pathname}`;
let failed = null;

function kindOf(request, response, error) {
  if (error) return error.name === "AbortError" || reading(request) ? null : "offline";
  if (response.status === 401) return "signedOut";
  if (response.ok || response.status === 400 || reading(request)) return null;
  return response.status === 403 ? "refused" : "failed";
}

function show(kind, request) {
  failed = { kind, what: withoutQuery(request) };
  for (const text of bar.querySelectorAll("[data-kind]")) text.hidden = text.dataset.kind !== kind;
  bar.hidden = false;
}

function hide() {
  failed = null;
  bar.hidden = true;
}

export function showFailedRequests() {
  bar.querySelector("button").addEventListener("click", hide);
  after((request, response, error) => {
    const kind = kindOf(request, response, error);
    if (kind) show(kind, request);
    // Studio tries again by itself; when that helped, there is nothing left to say.
    else if (failed && response?.ok && (failed.kind === "signedOut" || failed.what === withoutQuery(request))) hide();
  });
}
