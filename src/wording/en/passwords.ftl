# Resets, forgotten passwords, a changed address.

# A browser, in words.
device = { $browser } on { $system }
device-some-browser = Unknown browser on { $system }
device-unknown = Unknown browser
