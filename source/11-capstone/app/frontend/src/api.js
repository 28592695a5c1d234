// Where the API is; nothing means: where this page came from.
const base = import.meta.env.VITE_API ?? "";

async function asked(options) {
  const answer = await fetch(`${base}/api/things`, options);
  if (!answer.ok) throw new Error(`the desk answers ${answer.status}`);
  return answer.json();
}

export const things = () => asked();

export const add = (thing) =>
  asked({
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(thing),
  });
