// Studio's lists, editor and viewer are pages of their own here; moving between them loads the page.
const open = area => id => location.assign(`/studio/${area}/${encodeURIComponent(id)}`);
const openDefinition = open("definitions");
const openInstance = open("instances");

const callbacks = {
  "elsa-workflow-definition-list": { editWorkflowDefinition: openDefinition },
  "elsa-workflow-definition-editor": {},
  "elsa-workflow-instance-list": { viewWorkflowInstance: openInstance },
  "elsa-workflow-instance-viewer": { editWorkflowDefinition: openDefinition },
};

// The routes that Studio itself believes in. Nothing but the address would change if it went there.
const routes = [
  [/\/workflows\/instances\/([^/]+)\/view$/, openInstance],
  [/\/workflows\/definitions\/([^/]+)\/edit$/, openDefinition],
];

export function followStudio(element) {
  const push = history.pushState;
  history.pushState = function (state, title, address) {
    const path = address ? new URL(address, document.baseURI).pathname : "";
    for (const [pattern, go] of routes) {
      const match = pattern.exec(path);
      if (match) return go(decodeURIComponent(match[1]));
    }
    return push.apply(history, [state, title, address]);
  };

  // Properties set before the element is defined are lost.
  const tag = element.localName;
  customElements.whenDefined(tag).then(() => Object.assign(element, callbacks[tag]));
}
