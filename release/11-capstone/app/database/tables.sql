CREATE TABLE things (
  id INT AUTO_INCREMENT PRIMARY KEY,
  what VARCHAR(80) NOT NULL,
  place VARCHAR(80) NOT NULL
);
INSERT INTO things (what, place) VALUES
  ('a green umbrella', 'Alma, deck 2'),
  ('one ice skate', 'Petrel, car deck'),
  ('a box of letters', 'quay 4');
