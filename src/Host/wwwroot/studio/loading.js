// Until Studio shows something, the page says that it is loading; when that does not happen, it says so.
const patience = 60_000;

// A row, an empty table, a node, or the paper that nodes are drawn on.
const content = ".mud-table-body tr, .mud-table-empty-row, .elsa-activity, .x6-graph, .mud-tabs";

export function showProgress(element, start) {
  const loading = document.getElementById("studio-loading");
  const failure = document.getElementById("studio-failure");
  let timer = 0;

  const observer = new MutationObserver(() => {
    if (element.querySelector(content)) finish();
  });
  const finish = () => {
    observer.disconnect();
    window.removeEventListener("unhandledrejection", fail);
    clearTimeout(timer);
    loading.hidden = true;
    failure.hidden = true;
    element.dataset.ready = "yes";
  };
  // Content that comes after all, in finish, takes the failure back.
  const fail = () => {
    clearTimeout(timer);
    loading.hidden = true;
    failure.hidden = false;
  };

  failure.querySelector("button").addEventListener("click", () => location.reload());
  observer.observe(element, { childList: true, subtree: true });
  timer = setTimeout(fail, patience);

  // A runtime that cannot be loaded is reported here only; the promise of the start stays open.
  window.addEventListener("unhandledrejection", fail);
  if (!window.Blazor) fail();
  else start();
}
