// Conveniences only: every page works without this file.
(() => {
  "use strict";

  // A second click on the same button must not send the form again; the server would notice anyhow.
  document.addEventListener("submit", event => {
    const form = event.target;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    const button = event.submitter;
    if (button) button.setAttribute("aria-busy", "true");
  });

  // Coming back with the browser's back button shows the page as it was left, so the form must be usable again.
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });

  // Menus made of <details> close when the reader clicks elsewhere or presses Escape.
  const menus = () => document.querySelectorAll("details[data-menu][open]");
  document.addEventListener("click", event => {
    for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    for (const menu of menus()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  // After an error the summary is read first.
  const summary = document.querySelector(".validation-summary-errors, [data-focus-first]");
  if (summary) {
    summary.tabIndex = -1;
    summary.focus();
  }

  // Rows are added and removed without leaving the page. The server does the same work for the plain buttons; here only the
  // part of the page with the rows is exchanged, so that the reader stays where they were.
  document.addEventListener("click", async event => {
    const button = event.target.closest("button[data-rows]");
    if (!button || !window.fetch) return;
    const form = button.form;
    const area = document.getElementById(button.dataset.rows);
    if (!area || form.dataset.busy) return;
    event.preventDefault();
    form.dataset.busy = "yes";
    try {
      const answer = await fetch(button.formAction, { method: "POST", body: new FormData(form, button), credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(button.dataset.rows);
      if (!answer.ok || !fresh) throw new Error("no rows in the answer");
      // Only this area and what lists its people elsewhere change; typed text everywhere else stays untouched.
      area.replaceWith(fresh);
      for (const select of document.querySelectorAll("select[data-people]")) {
        const other = page.getElementById(select.id);
        if (!other || fresh.contains(select)) continue;
        const chosen = select.value;
        select.replaceChildren(...other.children);
        select.value = chosen;
      }
      const last = button.value === "add" ? [...fresh.querySelectorAll("fieldset")].pop() : null;
      (last?.querySelector("input,select") ?? fresh.querySelector("button[value=add]"))?.focus();
    } catch {
      form.requestSubmit(button);
    } finally {
      delete form.dataset.busy;
    }
  });
})();
