# The mails. Text and HTML say the same words.
mail-sender = { $account } via Parvis
mail-greeting = Hello,
mail-greeting-by-name = Hello { $name },
mail-unexpected-title = Didn’t expect this message?
mail-unexpected = Just ignore it: as long as nobody opens this link and signs up, nothing happens.
mail-no-password = Nobody will ever ask you for your password by email.
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
mail-invitation-later = From then on, you sign in with { $email } at { $address }

mail-copy = If the button doesn’t open, copy this address into your browser:

mail-activated-title = Your access to { $account } is active
mail-activated-text = You can sign in to { $account } again, with the password you had.
mail-activated-button = Sign in
mail-activated-forgotten = If you no longer know it, the sign-in page lets you choose another.

mail-trial-subject = Test email of { $account }
mail-trial-title = Emails leave
mail-trial-text = This test email, asked for in the settings of { $account }, has arrived. There is nothing to do.
mail-trial-button = Back to the settings

mail-reminder-subject = Your invitation to join { $account } expires soon
mail-reminder-title = Your invitation expires soon
mail-reminder-invited = { $inviter } has invited you to join { $account }, and your answer is awaited.
mail-reminder-invited-by-account = { $account } has invited you, and your answer is awaited.
mail-reminder-last = This is the only reminder that you will get.

mail-access-ends-title = Your access to { $account } ends on { $date }
mail-access-ends-text = Your access to { $account } ends at the end of { $date }. From then on, you can no longer sign in.
mail-access-ends-longer = If you need it for longer, ask an administrator.
mail-access-ends-of-title = The access of { $name } ends on { $date }
mail-access-ends-of-text = The access of { $name } to { $account } ends at the end of { $date }, as you decided. There is nothing to do if that suits you.
mail-access-ends-of-button = Change this date

mail-expired-title = { $count ->
      [one] An invitation has expired without an answer
     *[other] { $count } invitations have expired without an answer
  }
mail-expired-text = { $name } has not answered your invitation to join { $account }. It has just expired.
mail-expired-text-many = { $count } people have not answered your invitations to join { $account }. They have just expired.
mail-expired-what = Resending an invitation sends a new link; revoking it frees its seat.
mail-expired-button = See the users
