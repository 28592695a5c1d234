"""The site: its pages, what they show, and where their links lead."""
