# Resets, forgotten passwords, a changed address.

# A browser, in words.
device = { $browser } sur { $system }
device-some-browser = Navigateur inconnu sur { $system }
device-unknown = Navigateur inconnu
