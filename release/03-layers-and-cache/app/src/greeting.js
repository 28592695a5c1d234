import escapeHtml from "escape-html";

export function greet(name) {
  return `Hello, ${escapeHtml(name)}, from inside a container.`;
}
