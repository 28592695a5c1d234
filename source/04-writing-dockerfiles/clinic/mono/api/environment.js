export const greeting = `Hello from ${process.env.PLACE ?? "nowhere"}\n`;
