export function Ship({ name, from, due }) {
  return (
    <li>
      <b>{name}</b> from {from}, due at {due}
    </li>
  );
}
