// The one place that wraps fetch, so that the page can see what Studio asks the server.
// before(handler): handler(request, ask) may return a promise; a Request that it resolves to is sent instead, and a Response is the
//                  answer without asking the server. ask(request) asks it past the other handlers of this kind.
// after(handler):  handler(request, response, error) sees each answer; response is null when the server could not be reached.
const api = "/elsa/api/";
const early = [];
const late = [];

export const before = handler => early.push(handler);
export const after = handler => late.push(handler);

export function watchRequests() {
  const send = window.fetch.bind(window);
  const ask = async request => {
    try {
      const response = await send(request);
      for (const handler of late) handler(request, response, null);
      return response;
    } catch (error) {
      for (const handler of late) handler(request, null, error);
      throw error;
    }
  };
  window.fetch = async (input, init) => {
    const address = new URL(input instanceof Request ? input.url : input, document.baseURI);
    if (address.origin !== location.origin || !address.pathname.startsWith(api)) return send(input, init);

    let request = new Request(input, init);
    for (const handler of early) {
      const changed = await handler(request, ask);
      if (changed instanceof Response) return changed;
      if (changed) request = changed;
    }
    return ask(request);
  };
}
