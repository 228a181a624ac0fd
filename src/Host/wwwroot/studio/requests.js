// The one place that wraps fetch, so that the page can see what Studio asks the server, and step in.
// before(handler): handler(request, ask) may return a promise; a Request that it resolves to is sent instead, and a Response is the
//                  answer without asking the server; abandoned gives the request up. ask(request) asks past the other handlers.
// after(handler):  handler(request, response, error) sees each answer; response is null when the server could not be reached.
//                  It may return a promise; when it resolves to abandoned, Studio is told that the request was given up.
const api = "/elsa/api/";
const early = [];
const late = [];

// Studio shows an error that it does not expect as a crash. Work that was given up it drops without a word, so whoever returns
// this has told the user what happened.
export const abandoned = Symbol("abandoned");

export const before = handler => early.push(handler);
export const after = handler => late.push(handler);

const giveUp = () => {
  throw new DOMException("The page has told the user.", "AbortError");
};

async function tell(request, response, error) {
  for (const handler of late) {
    if ((await handler(request, response, error)) === abandoned) giveUp();
  }
}

export function watchRequests() {
  const send = window.fetch.bind(window);
  const ask = async request => {
    let response;
    try {
      response = await send(request);
    } catch (error) {
      await tell(request, null, error);
      throw error;
    }
    await tell(request, response, null);
    return response;
  };
  window.fetch = async (input, init) => {
    const address = new URL(input instanceof Request ? input.url : input, document.baseURI);
    if (address.origin !== location.origin || !address.pathname.startsWith(api)) return send(input, init);

    let request = new Request(input, init);
    for (const handler of early) {
      const changed = await handler(request, ask);
      if (changed === abandoned) giveUp();
      if (changed instanceof Response) return changed;
      if (changed) request = changed;
    }
    return ask(request);
  };
}
