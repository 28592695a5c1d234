const row = ({ day, seen }) => `<tr><th scope="row">${day}</th><td>${seen}</td></tr>`;

export function page(entries) {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Lighthouse log</title>
<link rel="stylesheet" href="log.css">
<link rel="icon" href="lamp.svg">
<h1>Lighthouse log</h1>
<table>${entries.map(row).join("")}</table>
<button id="lamp">Lamp</button>
<script src="lamp.js"></script>
</html>
`;
}
