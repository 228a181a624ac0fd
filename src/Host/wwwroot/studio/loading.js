// Until Studio shows something, the page says that it is loading; when that does not happen, it says so.
const patience = 60_000;

// What shows that the element is there: a row or an empty table, and for a workflow its first activity, because a save before the
// activities are drawn would be one without any. An empty workflow has its paper only.
const table = ".mud-table-body tr";
const content = {
  "elsa-workflow-definition-list": table,
  "elsa-workflow-instance-list": table,
  "elsa-workflow-definition-editor": ".elsa-activity",
  "elsa-workflow-instance-viewer": ".elsa-activity",
};
const paper = ".x6-graph-svg, .mud-tabs";

export function showProgress(element, start) {
  const loading = document.getElementById("studio-loading");
  const failure = document.getElementById("studio-failure");
  const expected = element.dataset.canvas === "empty" ? paper : content[element.localName];
  let timer = 0;

  const observer = new MutationObserver(() => {
    if (element.querySelector(expected)) finish();
  });
  const refuseSaving = event => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const finish = () => {
    observer.disconnect();
    window.removeEventListener("unhandledrejection", fail);
    window.removeEventListener("keydown", refuseSaving, true);
    clearTimeout(timer);
    loading.hidden = true;
    failure.hidden = true;
    element.inert = false;
    element.dataset.ready = "yes";
  };
  // Content that comes after all, in finish, takes the failure back.
  const fail = () => {
    clearTimeout(timer);
    loading.hidden = true;
    failure.hidden = false;
  };

  failure.querySelector("button").addEventListener("click", () => location.reload());
  element.inert = true;
  window.addEventListener("keydown", refuseSaving, true);
  observer.observe(element, { childList: true, subtree: true });
  timer = setTimeout(fail, patience);

  // A runtime that cannot be loaded is reported here only; the promise of the start stays open.
  window.addEventListener("unhandledrejection", fail);
  if (!window.Blazor) fail();
  else start();
}
