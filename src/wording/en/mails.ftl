# The mails. Text and HTML say the same words.
mail-sender = { $account } via Parvis
mail-greeting = Hello,
mail-greeting-by-name = Hello { $name },
mail-unexpected-title = Didn’t expect this message?
mail-unexpected = Just ignore it: as long as nobody opens this link and signs up, nothing happens.
mail-no-password = Nobody will ever ask you for your password by e-mail.
mail-footer = Automatic message, sent by Parvis for { $account }.

mail-invitation-subject = { $inviter } invites you to join { $account }
mail-invitation-subject-of-account = Invitation to join { $account }
mail-invitation-title = Invitation to join { $account }
mail-invitation-invited = { $inviter } invites you to join { $account } with the role “{ $role }”.
mail-invitation-invited-by-account = { $account } invites you with the role “{ $role }”.
mail-invitation-quoted = The message from { $inviter }:
mail-invitation-quoted-of-account = The message that came with the invitation:
mail-invitation-how = To come in, give your name and choose a password: it takes a minute.
mail-invitation-button = Sign in
mail-invitation-deadline = This link is for you alone. It works once, until { $deadline } (time zone: { $zone }).
mail-invitation-later = From then on, you sign in at { $address }

mail-copy = If the button doesn’t open, copy this address into your browser:

mail-activated-title = Your access to { $account } is active
mail-activated-text = You can sign in to { $account } again, with the password you had.
mail-activated-button = Sign in
mail-activated-forgotten = If you no longer know it, the sign-in page lets you choose another.
