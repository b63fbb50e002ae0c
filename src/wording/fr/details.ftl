# One user: details and what can be done.
