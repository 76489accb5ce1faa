"""What was said before: versions kept, compared and joined."""
