# Signing in.
sign-in-title = Sign in
sign-in-lead = To your organisation’s applications.
sign-in-button = Sign in
sign-in-ended = Your session had ended
sign-in-ended-text = Nothing was sent, and nothing is lost: sign in, and what you entered will be there.

# After signing in again.
resume-title = What you entered has not been sent yet
resume-text = Your session ended in the meantime. Do you want to send now what you had prepared?
resume-send = Send it now
resume-drop = Do not send it

# Creating an account.
setup-title = Create your account
setup-lead = A few words about your organisation, then about you. You will be its holder and first administrator.
setup-organisation = Your organisation
setup-you = You
setup-name-hint = It stands in every invitation.
setup-language-hint = That of messages and pages, unless somebody has another.
setup-email-hint = You will sign in with it.
setup-button = Create the account
setup-once = This link works once: it dies as soon as the account exists.

# Joining.
join-title = Your invitation
join-invited-by = {$inviter} invites you to join
join-invited = You are invited to join
join-address = Your address
join-role = Your role
join-deadline = Valid until
join-password = Set a password
join-button = Join {$account}
join-unexpected = You did not expect this invitation? Close this page: nothing was created.
join-dead-title = This link no longer works
join-expired-title = This invitation has expired
join-expired-text = It was valid until {$date}. Nothing is lost: ask for a new link, it will be sent at once to {$email}.
join-replaced-title = A newer message was sent to you
join-replaced-text = This link was replaced on {$date}: open the one in the newest message sent to {$email}. If it has not arrived, ask for another.
join-revoked-title = This invitation was revoked
join-revoked-text = If you think this is a mistake, contact {$inviter}.
join-used-title = This invitation has been used
join-used-elsewhere = Sign in with your current address and the password that you chose.
join-used-text = Sign in with {$email} and the password that you chose.
join-ask = Send me a new link
join-asked-title = A new link is on its way
join-asked-text = It is being sent to {$email}
join-asked-spam = If it does not arrive within a few minutes, look in your spam folder.
join-kept-title = A new link is ready
join-kept-text = It is for {$email}
join-kept-next = This Parvis does not send messages yet: ask whoever invited you, or an administrator, for the link.
join-other-title = {$name} is signed in on this browser
join-other-text = This invitation is for {$email}. To accept it, sign out first.
join-switch = Switch user
join-stay = Stay signed in

# The privacy policy.
policy-title = Privacy policy
policy-accept = I have read and accept the privacy policy
policy-button = Accept and continue
policy-proof = We keep the proof of your agreement: version, language, date, IP address and browser. To refuse, just sign out: your access will wait for you.

# Home.
home-title = Home
home-greeting = Hello {$name}
home-lead = Your organisation’s applications are here.
home-services = Your services
home-shortcuts = Shortcuts
home-more-areas = { $count ->
      [one] and {$count} other area
     *[other] and {$count} other areas
  }
home-empty-title = No services yet
home-empty-text = Your services will appear here as soon as an administrator has assigned them to you.
home-empty-ask = Ask {$name}, who holds the account, for those that you need: they will appear here.
home-invite = Invite
home-invite-text = Paste a list of addresses, choose a role, send.
home-users-text = Who is in, who is invited, who has not answered yet.
home-services-text = Add your applications, and say who has them.
home-mailbox-text = The messages, as long as no mail server is set.
