export const entries = [
  { day: "1 March", seen: "Fog in the morning, the horn for two hours" },
  { day: "2 March", seen: "Clear; the Alma passed at noon" },
  { day: "3 March", seen: "Gale from the west, the lamp cleaned twice" },
];
