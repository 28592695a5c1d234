export const ships = [
  { name: "Alma", from: "Bergen", due: "07:40" },
  { name: "Dorothea", from: "Aarhus", due: "09:15" },
  { name: "Petrel", from: "Leith", due: "13:05" },
];
