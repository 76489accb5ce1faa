"""Who may enter the desk: throttled sign-ins, second factors, sessions, and the list of what happened."""
