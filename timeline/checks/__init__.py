"""What the site checks by itself (DESIGN section 6): the linter, its rules one by one, and the findings it keeps."""
