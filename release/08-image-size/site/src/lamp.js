// The lamp goes on and off at each press.
document.getElementById("lamp").addEventListener("click", () => document.body.classList.toggle("lit"));
