export function greet(name) {
  return `Hello, ${name}, from inside a container.`;
}
