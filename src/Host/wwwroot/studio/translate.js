// Elsa Studio's custom elements have no texts but the English ones. While the page lives, this replaces them in place
// with the words of words.zh-CN.js. Only what is shown changes, never what Studio stores.
import { patterns, texts } from "./words.zh-CN.js";

const words = new Map(Object.entries(texts).map(([text, word]) => [text.toLowerCase(), word]));
const attributes = ["placeholder", "title", "aria-label"];

// Code, the drawing and table cells hold what people wrote themselves; in cells only chips (states) are Studio's own words.
const written = ".monaco-editor, .x6-graph, textarea, input, pre, code, script, style, .mud-table-body td";
const ours = ".mud-chip, .mud-table-body td button, .mud-table-pagination";

const translated = text => {
  const trimmed = text.trim();
  if (!trimmed || trimmed.length > 400 || !/[A-Za-z]/.test(trimmed))
    return null;
  const word = words.get(trimmed.toLowerCase());
  if (word !== undefined)
    return text.replace(trimmed, () => word);
  for (const [pattern, replacement] of patterns) {
    if (pattern.test(trimmed))
      return text.replace(trimmed, () => trimmed.replace(pattern, replacement));
  }
  return null;
};

const isWritten = element => element.closest(written) !== null && element.closest(ours) === null;

// On the drawing everything is the designer's or the server's, but the port of an activity that declares none.
const portWord = (element, text) => text === "Done" && element.closest(".x6-port-label") ? texts.Done : null;

const showText = node => {
  const element = node.parentElement;
  if (!element)
    return;
  const word = isWritten(element) ? portWord(element, node.data) : translated(node.data);
  if (word !== null && word !== node.data)
    node.data = word;
};

const showAttribute = (element, name) => {
  const value = element.getAttribute(name);
  const word = value && !element.closest(".monaco-editor, .x6-graph") ? translated(value) : null;
  if (word !== null && word !== value)
    element.setAttribute(name, word);
};

const show = root => {
  if (root.nodeType === Node.TEXT_NODE)
    return showText(root);
  if (root.nodeType !== Node.ELEMENT_NODE || root.closest(".monaco-editor"))
    return;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = root; node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE)
      showText(node);
    else
      attributes.filter(name => node.hasAttribute(name)).forEach(name => showAttribute(node, name));
  }
};

export function showChinese() {
  new MutationObserver(changes => {
    for (const change of changes) {
      if (change.type === "attributes")
        showAttribute(change.target, change.attributeName);
      else if (change.type === "characterData")
        showText(change.target);
      else
        change.addedNodes.forEach(show);
    }
  }).observe(document.documentElement, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: attributes });
  show(document.body);
}
