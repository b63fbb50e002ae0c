settings-title = Settings
settings-lead = What holds for everybody in your account.
settings-read-only = You can read these settings, but not change them.
settings-conflict = Somebody else has changed the settings meanwhile. This is what is saved; save again to replace it by what you typed.
settings-done-save = The settings are saved.
settings-done-same = Nothing has changed: the settings were these already.
settings-fact = {$label}: {$value}
settings-account = Account
settings-name = Name of the organisation
settings-language = Default language
settings-language-hint = That of mails and pages, as long as no other is chosen for the person.
settings-people = People and invitations
settings-domains = Allowed domains
settings-domains-hint = One a line, such as example.org. Empty: any address. Whoever is in already stays.
settings-seats = Most users
settings-seats-hint = Pending invitations included. Empty: no limit.
settings-seats-limit = Pending invitations included. The host allows {$count} at most; empty: as many.
settings-invitation-days = Life of an invitation, in days
settings-invitation-days-hint = From {$least} to {$most}. Empty: {$count}, as the server is set. Links that are out keep their deadline.
settings-sign-in = Sign-in and passwords
settings-password-length = Least length of a password
settings-password-length-hint = From 12 to 23 characters. Empty: 12. It counts for passwords chosen from now on.
settings-strict = Ask for passwords that are very hard to guess
settings-strict-text = Even for somebody with time and many machines. A long sentence that nobody expects will do.
settings-idle = End an idle session, in hours
settings-idle-hint = From {$least} to {$most}. Empty: {$count}, as the server is set.
settings-session-days = Longest session, in days
settings-session-days-hint = From {$least} to {$most}. Empty: {$count}, as the server is set. It counts from the next page on, for all sessions.
settings-reset-hours = Life of a password link, in hours
settings-reset-hours-hint = From {$least} to {$most}. Empty: {$count}, as the server is set.
settings-mails = Mails and public address
settings-from = Mails come from
settings-address = Links lead to
settings-way = Sending
settings-mails-sent = Through the SMTP server that is set
settings-mails-kept = No server: mails stay in the built-in mailbox
settings-address-good = The public address is where you are reading this page, and it is encrypted.
settings-address-local = The public address exists on this machine alone: the links of mails open nowhere else. Set PARVIS_PUBLIC_URL.
settings-address-plain = The public address isn’t encrypted: passwords and links travel in the clear. Put Parvis behind an HTTPS server and set PARVIS_PUBLIC_URL.
settings-address-other = The links of mails lead to {$address}, but you are reading this page at {$host}. If people can’t open them, set PARVIS_PUBLIC_URL.
settings-trial = Send a test mail
settings-trial-lead = The mail leaves at once, to your own address; the server’s answer is shown here.
settings-trial-none = No SMTP server is set: nothing was sent. Set PARVIS_SMTP_URL, then restart Parvis.
settings-trial-taken = The server has taken the mail for {$address}.
settings-trial-taken-advice = If it doesn’t arrive, look among the junk mail, then check the SPF and DKIM records of the sender’s domain.
settings-trial-failed = The test mail wasn’t sent.
settings-trial-answer = Answer:
settings-trial-advice-connect = The server doesn’t answer. Check its name and port in PARVIS_SMTP_URL, and that this machine can reach it.
settings-trial-advice-greeting = The server won’t talk to this machine. It may take certain addresses only, or not be a server for sending.
settings-trial-advice-tls = The encrypted connection fails. Check the server’s name, its certificate, and whether the port wants smtps:// or smtp://.
settings-trial-advice-sign-in = The server refuses the credentials. Check the user and the password in PARVIS_SMTP_URL.
settings-trial-advice-sender = The server refuses the sender. Choose an address in PARVIS_MAIL_FROM that this server may use.
settings-trial-advice-recipient = The server refuses your address. Check that it exists, and that the server sends to the outside.
settings-trial-advice-content = The server refuses the message, or took too long. Its answer says why.
settings-policy-lead = Every text that was published stays readable, with who accepted it and when. The text is changed in PARVIS_POLICY_DIR.
settings-policy-version = Version {$version}
settings-policy-facts = { $count ->
    [0] Published on {$date}, accepted by nobody
    [one] Published on {$date}, accepted by {$count} person
   *[other] Published on {$date}, accepted by {$count} people
}
settings-policy-current = In force
settings-policy-read = Read the text
settings-policy-waiting = { $count ->
    [one] {$count} active person hasn’t accepted it yet, and will at the next visit.
   *[other] {$count} active people haven’t accepted it yet, and will at their next visit.
}
settings-policy-erased = Erased person
settings-policy-nobody = Nobody has accepted it
settings-policy-name = Person
settings-policy-date = Accepted on
settings-policy-language = Language of the text
settings-policy-digest = Digest of the text (SHA-256)
settings-policy-export = Export as CSV
settings-policy-file = acceptances
settings-policy-pages = Pages
settings-policy-first = To the beginning
settings-policy-next = Next
