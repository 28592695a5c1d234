fetch(import.meta.env.VITE_API + "/rows");
