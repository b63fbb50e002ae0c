# What surrounds every page.
skip-link = Skip to content
nav-main = Main
nav-menu = Menu
sign-out = Sign out
notice-label = Sending of messages
notice-unsent = Messages are not being sent: no mail server is set.
notice-mailbox = Read them in the built-in mailbox
notice-alarm = Messages are not going out: the mail server turns us away. Its answer: {$answer}. Nothing is lost, sending will resume by itself.
notice-alarm-found = Messages are not going out: {$answer}. Nothing is lost, sending will resume by itself.

# Dialogs.
cancel = Cancel
close = Close
locked = restricted

# Between things that are said one after the other.
list-separator = {"; "}

# Errors.
errors-title = There is a problem
error-prefix = Error: {$title}
error-code = Error {$code}
error-reference = Reference to give if you ask for help:
error-home = Back to the home page
error-not-found-title = This page does not exist
error-not-found-text = The address may be incomplete, or what it showed may have been deleted. Check it, or start again from the home page.
error-not-allowed-title = Your role does not give access to this page
error-not-allowed-text = It is for other roles. Nothing was changed.
error-elsewhere-title = This request did not come from Parvis
error-elsewhere-text = It came from a page at another address: nothing has been changed. If it was Parvis that you were using, open it at {$address} and try again.
error-too-large-title = That is too long
error-too-large-text = What you sent is more than this page takes. Go back and send it in several parts.
error-too-many-title = Too many attempts
error-too-many-text = Wait a while, then try again.
error-unavailable-title = Parvis cannot answer at the moment
error-unavailable-text = Nothing was changed. Try again in a moment.
error-bad-request-title = This request was not understood
error-bad-request-text = It is incomplete or does not come from a page of Parvis. Go back and try again.
error-internal-title = Something went wrong
error-internal-text = The fault is on our side. Try again; if it comes back, give the reference below to your administrator.

# Fields.
field-email = Email address
field-password = Password
field-first-name = First name
field-last-name = Last name
field-name = Name
field-account-name = Name of the organisation
field-language = Language
field-language-unwritten = {$language} (in English for now)
field-phone = Phone
field-notification-email = Notification address

# What is wrong with a field.
empty-first-name = Enter the first name
empty-name = Enter the name
empty-ends-on = Choose the last day
empty-last-name = Enter the last name
empty-account-name = Enter the name of the organisation
empty-password = Enter the password
choose-language = Choose a language
choose-department = Choose a department
choose-department-role = Choose a role in the department
choose-services = One of the services chosen is gone: check them
choose-role = Choose a role
gone-department = This department no longer exists. Choose another one
gone-role = This role no longer exists. Choose another one
changed-form = This form was already sent with other contents. Check it, then send it again
changed-level = The request is for another level now. Read it again, then answer
changed-shown = Someone has changed this meanwhile: the current value is shown below. Check, then save again
changed-accepted = The policy has changed since it was shown. Read the new version below
problem-too-long = {$most} characters at most
problem-tick = Tick the box to accept the privacy policy
problem-address-taken = This address already belongs to a user. Sign in, or choose another one
problem-sign-in-refused = The address or the password is not right
problem-too-many = Too many attempts. Try again in {$wait}
problem-beyond-own-rights = This role gives more rights than you have. Ask an administrator
problem-beyond-inviter = This role gives more rights than the person who invites has. Ask an administrator
problem-no-address = Enter at least one address
problem-phone-character = A number has only digits, spaces and a + in front
problem-phone-length = A number has 3 to 15 digits
problem-day = Enter a day, such as 31/12/2026
problem-domain = Enter domains, one a line, such as example.org
problem-too-many-domains = {$most} domains at most
problem-day-before-exception = An exception in this area lasts for longer already: choose a day that isn’t before its end
problem-past-day = This day is over: choose one to come
problem-day-too-far = Choose a day within the next {$days} days
problem-outcome-already-active = This is the address of an active user
problem-outcome-already-invited = This is the address of somebody invited already
problem-outcome-already-inactive = This is the address of an inactive user: activate them from the list
problem-outcome-already-deleted = This is the address of a recently deleted user: restore them from the list
problem-outcome-elsewhere = This address is already used elsewhere
problem-outcome-no-seat = No seat is left: finish without sending the email, or free a seat
problem-outcome-daily-limit = Your account has sent as many invitations as it may within a day: finish without sending the email, or try again tomorrow
problem-outcome-other-domain = Your account takes no addresses of this domain
problem-name-taken = This name is taken
problem-too-many-areas = {$most} areas at most
problem-too-many-areas-in-all = {$most} areas at most in all services of the account
problem-too-many-services = {$most} services at most in an account
problem-not-held = You can extend only a service that you have yourself
problem-link = Enter a whole address, such as https://example.com
problem-too-many-addresses = {$most} addresses at most at a time
wait-seconds = { $count ->
      [one] {$count} second
     *[other] {$count} seconds
  }
wait-minutes = { $count ->
      [one] {$count} minute
     *[other] {$count} minutes
  }
address-problem-empty = Enter an email address
address-problem-no-at = The @ sign is missing, as in name@example.com
address-problem-several-at = One address at a time, with a single @ sign
address-problem-no-local-part = What comes before the @ sign is missing
address-problem-no-domain = What comes after the @ sign is missing, such as example.com
address-problem-domain-without-dot = After the @ sign a full name is needed, such as example.com
address-problem-bad-character = An address cannot contain “{$character}”
address-problem-hidden-character = An address cannot contain a space or an invisible character
address-problem-too-long = This address is too long
address-problem-local-part-not-ascii = Before the @ sign, mail servers do not accept letters with accents
address-problem-misplaced-dot = A dot is misplaced before the @ sign
address-problem-bad-domain = What comes after the @ sign is not a domain name
password-problem-short = At least {$count} characters: a sentence does very well
password-problem-long = {$count} characters at most
password-problem-own-words = This password is made of your name, your address or the organisation’s. Choose another
password-problem-guessable = This password is too easy to guess. Choose a longer or less expected sentence

# Passwords.
password-show = Show the password
password-rules = Rules for the password
password-rule-length = At least {$count} characters; a sentence does very well
password-rule-own-words = Not your name, your address or the organisation’s name
password-rule-guessable = Hard to guess: no sequence, no common password
password-rule-strict = Very hard to guess: a long sentence that nobody expects
password-generate = Generate a strong password
password-generated = Generated password
password-copy = Copy
password-copied = Copied
password-suggestion = A strong password, to write down if you choose it:

# Roles and states.
role-administrator = Administrator
role-user = User
role-member = Member
role-text-administrator = All rights: invite, manage users and set up the account.
role-text-user = The services assigned, and nothing else.
role-text-member = The daily work, without settings or financial data.
role-text-custom = A role of your organisation’s own.
state-active = Active
state-inactive = Inactive
state-invited = Invited
state-deleted = Deleted
