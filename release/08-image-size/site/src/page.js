import { createElement as tag } from "react";

const row = ({ day, seen }) => tag("tr", { key: day }, tag("th", { scope: "row" }, day), tag("td", null, seen));

export function page(entries) {
  return tag(
    "html",
    { lang: "en" },
    tag(
      "head",
      null,
      tag("meta", { charSet: "utf-8" }),
      tag("title", null, "Lighthouse log"),
      tag("link", { rel: "stylesheet", href: "log.css" }),
      tag("link", { rel: "icon", href: "lamp.svg" }),
    ),
    tag(
      "body",
      null,
      tag("h1", null, "Lighthouse log"),
      tag("table", null, tag("tbody", null, entries.map(row))),
      tag("button", { id: "lamp" }, "Lamp"),
      tag("script", { src: "lamp.js" }),
    ),
  );
}
