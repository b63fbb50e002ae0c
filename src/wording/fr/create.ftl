# Creating without inviting; the end of an access.
