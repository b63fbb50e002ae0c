# One user: details and what can be done.
verbs = Actions
verbs-of = Actions for {$name}
verb-edit = Edit
verb-resend = Resend the invitation
verb-link = Copy the link or the QR code
verb-activate = Activate
verb-reset-password = Reset the password
verb-change-role = Change the role
verb-add-to-department = Add to a department
verb-assign-service = Assign a service
verb-unassign-service = Take a service away
verb-end-sessions = End the sessions
verb-revoke = Revoke the invitation
verb-deactivate = Deactivate
verb-delete = Delete
verb-restore = Restore

# Asking before it is done.
ask-resend = Resend {$name}’s invitation?
ask-resend-mail = A new message goes to {$email} at once ({$language}).
ask-resend-link = The link in the message before stops working.
ask-deadline = The new link will be valid until {$date}.
ask-activate = Activate {$name}?
ask-activate-password = {$name} can sign in from now on, with the same password as before.
ask-activate-notice = A message says so, to {$email}.
ask-activate-mail = An activation message goes to {$email} at once ({$language}), with a link to choose a password.
ask-change-role = Change {$name}’s role?
ask-change-role-text = The new role applies from the next page that {$name} opens.
ask-change-role-now = Current role: {$role}
ask-change-role-new = New role
ask-end-sessions = End {$name}’s sessions?
ask-end-sessions-text = All of {$name}’s devices are signed out now. Signing in again takes the same password.
ask-revoke = Revoke {$name}’s invitation?
ask-revoke-link = The invitation’s link stops working.
ask-revoke-text = {$name} stays in the list, as Inactive. You can activate this person later.
ask-deactivate = Deactivate {$name}?
ask-deactivate-text = All of {$name}’s sessions end now, and signing in is refused.
ask-deactivate-back = Nothing is erased: you can activate this person again at any time.
ask-delete = Delete {$name}?
ask-delete-active = All of {$name}’s sessions end now, signing in is refused, and the name leaves the list.
ask-delete-text = {$name} leaves the list now, and the links sent stop working.
ask-delete-restorable = You can restore this person for 7 days. Then the data are erased; the history stays, without the name.
ask-delete-confirm = To confirm, type the address {$email}
ask-restore = Restore {$name}?
ask-restore-text = {$name} comes back to the list as Inactive, without access. To give access back, activate this person afterwards.
ask-link = Show {$name}’s link?
ask-link-text = This is the link of {$name}’s invitation, for you to hand over: by another channel, or by having the QR code scanned.
ask-link-anyone = Whoever has this link can join in that person’s place. Give it to nobody else.
ask-link-noted = The history notes that you have shown it.
ask-link-button = Show the link
mismatch-address = This isn’t the person’s address. Type it as it stands above

# What was refused.
refused-title = Nothing was changed
refused-typed = What you had entered
refused-back = Back to the details
refusal-gone = There is no such person, or not any more.
refusal-choice-gone = What was chosen no longer exists: somebody may have deleted it meanwhile.
refusal-own = This is you. Another administrator can do it for you.
refusal-state-active = {$name} is Active: this doesn’t apply. Somebody else may have been quicker.
refusal-state-inactive = {$name} is Inactive: this doesn’t apply. Somebody else may have been quicker.
refusal-state-invited = {$name} is Invited: this doesn’t apply. Somebody else may have been quicker.
refusal-state-deleted = This person is deleted: restore them first.
refusal-beyond-own-rights = This touches rights that you don’t have yourself.
refusal-last-administrator = {$name} is the last active administrator whose access has no end. Make somebody else administrator first.
refusal-no-seat = No seat is free in your account. Deactivate somebody, or revoke an invitation, then try again.
refusal-daily-limit = Your account has sent as many invitations as it may within a day. Try again tomorrow.
refusal-mailed-enough = This person has been sent that message several times today. The last one still works; try again tomorrow.
refusal-administrator = {$name} is an administrator and may do everything: an exception would change nothing. Give another role first.
refusal-would-lower = {$name} has more than that already in a department, or for things of their own: granting it for the whole account would take that away. Open their rights, and grant the level that fits.
refusal-unchanged = That is so already for {$name}.

# The page about one person.
details-who = Who
details-email = Sign-in address
details-none = Not given
details-none-of-them = None
details-access = Access
details-departments = Departments
details-services = Services
details-all-services = All services
details-why-role = by the role {$role}
details-why-department = {$role} in this department
details-why-service = assigned service
details-why-service-until = service assigned until the end of {$date}
details-why-service-department = with a department
details-access-end = End of access
details-mails = Invitation and messages
details-resend = Resend
details-no-mail = No message has been sent.
details-older-mails = { $count ->
      [one] {$count} older message
     *[other] {$count} older messages
  }
details-mail-facts = {$date}, to {$email}
details-mail-attempts = { $count ->
      [one] ({$count} try)
     *[other] ({$count} tries)
  }
details-sessions = Sessions
details-no-session = Nobody is signed in at the moment.
details-session-facts = {$address} · since {$since} · last seen {$seen}
details-end = End
details-end-of = End the session: {$device}
details-end-all = End all
details-address-until = until { $date }
details-history-link = See all that concerns this person
details-history-by = See all that this person did
details-deleted = This person was deleted
details-restorable = You can restore this person until {$date}. Then the data will be erased.
mail-kind-invitation = Invitation
mail-kind-reminder = Reminder of the invitation
mail-kind-activated = Access activated
mail-kind-reset = Password reset
mail-kind-password-changed = Password changed
mail-kind-address-confirmation = Confirmation of an address
mail-kind-address-changed = Address changed
mail-kind-access-answer = Answer to an access request
mail-kind-access-request = Access request
mail-kind-new-device = New device
mail-kind-access-ends = End of access announced
mail-kind-invitation-expired = Invitation expired
mail-state-queued = waiting
mail-state-retried = to be tried again
mail-state-sending = being sent
mail-state-sent = sent
mail-state-kept = kept in the mailbox
mail-state-withdrawn = withdrawn before sending
mail-state-refused = refused

# What became of a mail's last try: a server's words, or what was found.
answer-words = “{$words}”
answer-of-server = The server’s answer: {$answer}
answer-found = Reason: {$answer}
found-mailbox = kept in the built-in mailbox
found-unreachable = the mail server doesn’t answer
found-late = the mail server didn’t answer in time ({$step})
found-lost = the connection to the mail server was cut ({$step})
found-slow = sending took too long
found-no-smtp = what the mail server answers makes no sense, it may not be an SMTP server
found-certificate = the mail server’s certificate can’t be trusted
found-no-certificate-name = the mail server’s name can’t stand in any certificate
found-no-encryption = the mail server offers no encryption
found-no-password = the mail server offers no encryption, and the password doesn’t go in the clear
found-no-sign-in = the mail server offers no known way to sign in (PLAIN, LOGIN)
found-no-address = the address isn’t one
found-no-mail = no email could be made of it
found-replaced = a newer message has replaced it
found-over = what it says is no longer so
found-access-ended = the access has ended
found-revoked = the invitation was revoked
found-deleted = the person was deleted
found-accepted = the invitation was accepted
found-answered = the request was answered
mail-step-connect = connection
mail-step-greeting = greeting
mail-step-tls = encryption
mail-step-sign-in = sign-in
mail-step-sender = sender
mail-step-recipient = recipient
mail-step-content = content

# Editing.
field-optional = {$field} (optional)
edit-title = Edit {$name}
edit-save = Save
edit-save-over = Save my version
edit-email-hint = To a new address goes a new invitation; the link before stops working.
edit-change-email = Change the sign-in address
edit-notification-hint = If notices are to go elsewhere, to an assistant for example. Links that sign in always go to the sign-in address.
edit-conflict-title = Somebody else has changed this meanwhile
edit-conflict-text = Nothing is saved yet. Compare, correct where needed, then save: your version will replace theirs.
edit-conflict-caption = What differs
edit-conflict-field = Field
edit-conflict-theirs = Saved
edit-conflict-mine = What you typed

# The link of an invitation.
link-title = Invitation link
link-of = Invitation link of {$name}
link-deadline = Works once, until {$date}.
link-copy = Copy the link
link-qr = QR code of the invitation link
link-expired-title = This invitation has expired
link-expired-text = Its link opens nothing any more. Resend the invitation: a new link will be made.

# What was done.
done-edit = The details of {$name} are saved.
done-resend = The invitation goes to {$email} again.
done-activate = {$name} has access to the account again. A message says so.
done-activate-invited = The activation message goes to {$email}.
done-reset-password = The instructions for choosing a new password go to {$email}.
done-change-role = The role of {$name} is changed.
done-end-sessions = The sessions of {$name} are ended.
done-end-session = The session is ended.
done-revoke = The invitation of {$name} is revoked.
done-deactivate = {$name} has no access to the account any more.
done-restore = {$name} is back in the list, without access for now.
done-create = {$name} is in the account, without access for now.
done-create-invited = {$name} is in the account. The activation message is on its way to {$email}.
done-access-end = The end of {$name}’s access is saved.
done-delete = {$name} is no longer in the list. Sessions and links have stopped working.
details-access-end-link = Edit the end of access
delete-undo = Undo the deletion
