"""How Django itself writes days and times where no page says otherwise, as in columns of the desk."""
