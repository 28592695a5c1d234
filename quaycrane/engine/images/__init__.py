"""What an image is made of, and how it comes and goes."""
