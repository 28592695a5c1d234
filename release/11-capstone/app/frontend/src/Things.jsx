export function Things({ found }) {
  return (
    <ul>
      {found.map(({ id, what, place }) => (
        <li key={id}>
          <b>{what}</b>, found at {place}
        </li>
      ))}
    </ul>
  );
}
