// Before Studio publishes: what is wrong with the workflow, what changes, and why. The words are in the page (_PublishDialog).
import { before } from "./requests.js";

const area = "/elsa/api/workflow-definitions";
const bulk = "/elsa/api/bulk-actions/publish/workflow-definitions/by-definition-ids";
const single = new RegExp(`^${area}/([^/]+)/publish$`);
const header = "X-Publish-Comment";
const mostPreviews = 20;

// What is asked for, and what of it can be looked at first.
async function read(request) {
  if (request.method !== "POST") return null;
  const path = new URL(request.url).pathname;
  const one = single.exec(path);
  if (one) return { text: await request.text(), subjects: [{ definitionId: decodeURIComponent(one[1]) }] };
  if (path !== area && path !== bulk) return null;
  const text = await request.clone().text();
  const body = JSON.parse(text);
  if (path === bulk) return { text, subjects: (body.definitionIds ?? []).map(definitionId => ({ definitionId })) };
  return body.publish === true && body.model ? { text, subjects: [{ model: body.model }], isEditor: true } : null;
}

const asRequest = (address, text, headers = {}) =>
  new Request(address, { method: "POST", body: text, credentials: "same-origin", headers: { "Content-Type": "application/json", ...headers } });

async function messagesOf(response, fallback) {
  try {
    const problem = await response.json();
    const messages = Object.values(problem.errors ?? {}).flat();
    return messages.length > 0 ? messages : [fallback];
  } catch {
    return [fallback];
  }
}

class PublishDialog {
  constructor(element) {
    this.element = element;
    this.comment = element.querySelector("textarea");
    this.template = element.querySelector("template");
    this.list = element.querySelector("[data-subjects]");
    this.submit = element.querySelector("[value=publish]");
    // Studio's shortcuts must not act on what is typed here.
    element.addEventListener("keydown", event => event.stopPropagation());
    element.addEventListener("cancel", event => {
      event.preventDefault();
      this.settle(null);
    });
    element.querySelector("form").addEventListener("submit", event => {
      event.preventDefault();
      this.decide(event.submitter?.value);
    });
    this.comment.addEventListener("input", () => this.complain(null));
  }

  word = name => this.element.querySelector(`[data-word=${name}]`).textContent;

  part = (name, shown) => (this.element.querySelector(`[data-part=${name}]`).hidden = !shown);

  // Resolves to the comment, or to null when it is not to be published.
  async open(subjects, ask) {
    this.required = false;
    this.comment.value = "";
    this.comment.disabled = false;
    this.list.replaceChildren();
    this.complain(null);
    for (const name of ["refused", "second", "unchecked", "result"]) this.part(name, false);
    for (const name of ["loading", "comment", "choice"]) this.part(name, true);
    this.submit.disabled = true;
    this.previews = [];
    const answer = new Promise(resolve => (this.settle = resolve));
    if (!this.element.open) this.element.showModal();
    await this.preview(subjects.slice(0, mostPreviews), ask);
    return answer;
  }

  async preview(subjects, ask) {
    let isRefused = false;
    for (const subject of subjects) {
      try {
        const response = await ask(asRequest(`${area}/problems`, JSON.stringify(subject)));
        if (!response.ok) throw new Error(String(response.status));
        const preview = await response.json();
        this.previews.push(preview);
        isRefused ||= preview.isRefused && subjects.length === 1;
        this.required ||= preview.commentRequired;
        if (preview.needsSecondPerson) this.part("second", true);
        this.list.append(this.draw(preview, subjects.length > 1));
      } catch {
        // The server checks again when it publishes; not seeing the list must not keep anybody from it.
        this.part("unchecked", true);
      }
    }
    this.part("loading", false);
    this.part("refused", isRefused);
    this.part("comment", !isRefused);
    this.submit.disabled = isRefused;
    this.element.querySelector("[data-optional]").hidden = this.required;
    this.comment.required = this.required;
    if (this.element.open) (isRefused ? this.element.querySelector("[value=cancel]") : this.comment).focus();
  }

  draw(preview, named) {
    const block = this.template.content.firstElementChild.cloneNode(true);
    const find = name => block.querySelector(`[data-of=${name}]`);
    find("name").textContent = preview.name ?? preview.definitionId ?? "";
    find("name").hidden = !named;
    find("first").hidden = preview.publishedVersion != null;
    find("next").hidden = preview.publishedVersion == null;
    find("against").textContent = this.word("against").replace("{0}", preview.publishedVersion);
    find("unchanged").hidden = preview.publishedVersion == null || preview.changes.length > 0;
    for (const change of preview.changes) find("changes").append(this.change(change));
    find("sound").hidden = preview.problems.length > 0;
    find("problems-title").hidden = preview.problems.length === 0;
    for (const problem of preview.problems) find("problems").append(this.problem(problem));
    return block;
  }

  change(change) {
    const item = document.createElement("li");
    item.append(change.title);
    if (change.old != null || change.new != null) item.append(this.word("colon"));
    // What kind of expression it is matters only where that changes.
    const typed = (type, text) => (type && change.oldType !== change.newType ? `[${type}] ${text}` : text);
    if (change.old != null) item.append(this.value("del", typed(change.oldType, change.old)));
    if (change.old != null && change.new != null) item.append(" → ");
    if (change.new != null) item.append(this.value("ins", typed(change.newType, change.new)));
    return item;
  }

  value(tag, text) {
    const element = document.createElement(tag);
    element.textContent = text;
    return element;
  }

  problem(problem) {
    const item = document.createElement("li");
    const mark = document.createElement("span");
    mark.className = problem.severity === "Error" ? "publish-mark publish-error" : "publish-mark";
    mark.textContent = this.word(problem.severity === "Error" ? "error" : "warning");
    item.append(mark, " ", problem.activityName ? `${problem.activityName}${this.word("colon")}` : "", problem.text);
    return item;
  }

  decide(choice) {
    if (choice !== "publish") return this.settle(null);
    const comment = this.comment.value.trim();
    if (this.required && comment.length === 0) return this.complain(this.word("commentMissing"));
    this.submit.disabled = true;
    this.settle(comment);
  }

  complain(message) {
    const error = this.element.querySelector("#publish-comment-error");
    error.textContent = message ?? "";
    error.hidden = !message;
    if (message) this.comment.setAttribute("aria-invalid", "true");
    else this.comment.removeAttribute("aria-invalid");
    if (message) this.comment.focus();
  }

  // What came of it, when there is more to say than that it worked. Resolves when it was read.
  show(messages) {
    for (const name of ["comment", "choice", "loading", "second", "refused", "unchecked"]) this.part(name, false);
    this.list.replaceChildren();
    const list = this.element.querySelector("[data-messages]");
    list.replaceChildren(...messages.map(message => Object.assign(document.createElement("li"), { textContent: message })));
    this.part("result", true);
    const read = new Promise(resolve => (this.settle = resolve));
    this.element.querySelector("[data-part=result] button").focus();
    return read;
  }

  close() {
    if (this.element.open) this.element.close();
  }
}

// Studio's editor shows the messages of a 400; its list does not, and takes an abort for what it is: nothing happened.
const refusal = message => Response.json({ errors: { publish: [message] } }, { status: 400 });
const nothing = () => new DOMException("Not published.", "AbortError");

async function cancelled(dialog, asked, ask) {
  if (!asked.isEditor) throw nothing();
  const unchanged = dialog.previews[0] && dialog.previews[0].publishedVersion != null && dialog.previews[0].changes.length === 0;
  if (unchanged) return refusal(dialog.word("cancelled"));
  const draft = JSON.stringify({ ...JSON.parse(asked.text), publish: false });
  const saved = await ask(asRequest(area, draft));
  return saved.ok ? refusal(dialog.word("cancelledSaved")) : refusal([dialog.word("cancelledUnsaved"), ...(await messagesOf(saved, ""))].join(" "));
}

async function publish(dialog, request, asked, comment, ask) {
  const response = await ask(asRequest(request.url, asked.text, comment ? { [header]: encodeURIComponent(comment) } : {}));
  if (response.ok) {
    const failed = asked.isEditor ? {} : (await response.clone().json()).warnings ?? {};
    const messages = Object.values(failed).flat();
    if (messages.length > 0) await dialog.show(messages);
    return response;
  }
  await dialog.show(await messagesOf(response.clone(), dialog.word("failed")));
  if (asked.isEditor) return response;
  throw nothing();
}

export function askBeforePublishing() {
  const element = document.getElementById("publish-dialog");
  if (!element) return;
  const dialog = new PublishDialog(element);

  before(async (request, ask) => {
    const asked = await read(request);
    if (!asked || asked.subjects.length === 0) return null;
    // Studio waits 100 seconds. Who needs longer for the comment still publishes; the page is then loaded again to show it.
    let isLate = false;
    request.signal.addEventListener("abort", () => (isLate = true));
    try {
      const comment = await dialog.open(asked.subjects, ask);
      const answer = comment === null ? await cancelled(dialog, asked, ask) : await publish(dialog, request, asked, comment, ask);
      if (isLate && answer.ok) location.reload();
      return answer;
    } finally {
      dialog.close();
    }
  });
}
