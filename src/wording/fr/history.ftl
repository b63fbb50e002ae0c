# The history.
