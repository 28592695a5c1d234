export function Form({ onAdd }) {
  function send(event) {
    event.preventDefault();
    onAdd(Object.fromEntries(new FormData(event.target)));
    event.target.reset();
  }
  return (
    <form onSubmit={send}>
      <input name="what" placeholder="What is it?" required />
      <input name="place" placeholder="Where was it?" required />
      <button>Hand in</button>
    </form>
  );
}
