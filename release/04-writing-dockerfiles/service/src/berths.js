export class Berths {
  constructor(count) {
    this.ships = Array(count).fill("");
  }

  free() {
    return [...this.ships.keys()].filter((berth) => !this.ships[berth]);
  }

  take(ship) {
    const [berth] = this.free();
    if (berth !== undefined) this.ships[berth] = ship;
    return berth;
  }

  told() {
    return `Harbour berths\n${this.ships.map((ship, berth) => `${berth}: ${ship || "free"}`).join("\n")}\n`;
  }
}
