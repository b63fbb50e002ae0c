# Resets, forgotten passwords, a changed address.
