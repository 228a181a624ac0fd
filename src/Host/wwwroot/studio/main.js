// Starts Elsa Studio in this page. What Studio must find when it starts is set up first; only then Blazor is started.
import { watchRequests } from "./requests.js";
import { showFailedRequests } from "./notices.js";
import { followStudio } from "./navigation.js";
import { keepHeight } from "./height.js";
import { showProgress } from "./loading.js";
import { markActivities } from "./marks.js";
import { askBeforePublishing } from "./publish.js";

const element = document.querySelector("[data-studio]");
if (element) {
  // Studio formats dates and numbers by this; without it, it chooses English.
  localStorage.setItem("BlazorCulture", document.documentElement.lang === "en" ? "en-US" : "zh-CN");

  // Studio hangs on a relative address and fails on one that ends with a slash.
  document.querySelector("elsa-backend-provider").setAttribute("remote-endpoint", `${location.origin}/elsa/api`);

  askBeforePublishing();
  watchRequests();
  showFailedRequests();
  followStudio(element);
  markActivities();
  keepHeight(element);
  showProgress(element, async () => {
    if (document.documentElement.lang !== "en") (await import("./translate.js")).showChinese();
    await window.Blazor.start();
  });
}
