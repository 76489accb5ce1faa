"""Two records that are one: all that names the one comes to name the other; and the way back."""
