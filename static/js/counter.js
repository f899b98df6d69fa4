// Counts the characters of a long text as the server does: line breaks count as one.
export function start(counter) {
  const field = document.getElementById(counter.dataset.counter);
  const maximum = field.maxLength;
  const show = () => {
    counter.textContent = counter.dataset.words.replace("NUMBER", field.value.length.toLocaleString("en"));
    counter.classList.toggle("over", maximum > 0 && field.value.length > maximum);
  };
  field.addEventListener("input", show);
  show();
}
