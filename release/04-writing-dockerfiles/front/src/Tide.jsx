export function Tide({ hour }) {
  return <p>The tide is {hour % 12 < 6 ? "coming in" : "going out"}.</p>;
}
