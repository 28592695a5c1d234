"""Learn Docker by driving a real Docker Engine."""
