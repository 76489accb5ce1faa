"""What readers send in → models: the form to report an error, and the seal that it has to bring back."""
