import escape from "escape-html";

export const plate = (name) => `Here lives ${escape(name || "nobody")}\n`;
