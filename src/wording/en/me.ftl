# Oneself.
me-title = My profile
me-pages = My pages
me-menu = My profile and sessions
me-done-profile = Your profile is saved
me-done-password = Your password is changed. Your other sessions are ended
me-done-session = The session is ended
me-done-sessions = Your other sessions are ended
me-profile-title = Profile
me-edit = Edit
me-none = none
me-notices-to-email = the sign-in address
me-access-title = Signing in
me-address-change = Change the address
me-password-change = Change the password
me-policy-title = Privacy policies accepted
me-policy-version = Privacy policy, version {$version}
me-policy-digest = SHA-256 digest of the text

# Editing the profile.
me-edit-title = Edit my profile
me-optional = Optional.
me-language-hint = That of the pages and the messages. It changes at once.
me-notification-email-hint = Optional: where notices go, if not to your sign-in address.
me-save = Save
me-edit-conflict-title = Somebody else has changed your profile meanwhile
me-edit-conflict-text = What you typed is kept. Under each field that differs stands what is saved now: correct, then save.
me-edit-meanwhile = Saved meanwhile: {$value}

# The password.
me-password-title = Change the password
me-password-lead = Your other sessions will be ended, and a message will tell you so.
me-password-present = Present password
me-password-new = New password
me-password-button = Change the password

# Sessions.
me-sessions-title = Sessions
me-sessions-lead = The browsers that you are signed in with. If you don’t recognise one, end it and change your password.
me-session-this = this session
me-session-seen = Seen on {$time}, from {$address}
me-session-since = Opened on {$time}
me-session-end = End
me-session-end-of = End the session {$device}
me-session-end-title = End the session {$device}?
me-session-end-text = Opened on {$since}, last seen from {$address}. This browser will have to sign in again.
me-sessions-end = End all others
me-sessions-end-title = End all other sessions?
me-sessions-end-text = { $count ->
      [0] No other session is open.
      [one] {$count} browser will have to sign in again. This one stays signed in.
     *[other] {$count} browsers will have to sign in again. This one stays signed in.
  }

# Rights.
me-rights-title = Rights
me-rights-role = My rights: {$role}
me-rights-caption = My level in each area, and why
me-rights-area = Area
me-rights-level = Level
me-rights-why = Why
me-rights-by-role = By the role {$role}
me-rights-by-exception = By an exception
me-rights-by-department = By the role { $role } in the department { $department }
me-no-department = You are in no department.
me-no-service = No service is assigned to you.
area-users = Users
area-roles = Roles
area-departments = Departments
area-services = Services
area-history = History
area-settings = Settings
area-billing = Billing
area-analytics = Analytics
area-exports = Exports
area-support = Support of other accounts
level-none = None
level-guest = Guest
level-editor = Editor
level-approver = Approver
level-means-none = no access
level-means-guest = consult
level-means-editor = consult and edit
level-means-approver = consult, edit and validate
reach-own = for what is yours
reach-department = for your department
reach-account = for the whole account

# History and data.
me-history-title = History
me-history-lead = What you did, and what was done about you.
me-data-title = My data
me-data-lead = All that Parvis holds about you, to read here or to take away: these are your rights of access and to data portability (GDPR, articles 15 and 20).
me-data-json = Download as JSON
me-data-newest = This is the newest; the JSON file has it all.
held-access = Role and access
held-departments = Departments
held-services = Services
held-users = Identity
held-sessions = Sessions
held-invitations = Invitations
held-messages = Messages sent
held-resets = Password resets
held-address-changes = Changes of address
held-access-requests = Access requests
held-exceptions = Exceptions to roles
held-acceptances = Policies accepted
held-ending-accepted = accepted
held-ending-revoked = revoked
held-ending-replaced = replaced by a newer one
held-ending-used = the password was changed
held-ending-withdrawn = withdrawn
held-ending-undone = undone
held-field-email = E-mail address
held-field-first-name = First name
held-field-last-name = Last name
held-field-phone = Phone
held-field-notification-email = Address for notices
held-field-language = Language
held-field-state = State
held-field-version = Version
held-field-created-at = Created on
held-field-invited-at = Invited on
held-field-activated-at = Activated on
held-field-signed-in-at = Last signed in
held-field-access-ends-at = End of the access
held-field-deleted-at = Deleted on
held-field-seen-at = Seen on
held-field-address = Address
held-field-agent = Browser
held-field-expires-at = Expires on
held-field-ended-at = Ended on
held-field-answered-at = Answered on
held-field-reason = Reason
held-field-area = Area
held-field-level = Level
held-field-ends-at = Until
held-field-set-at = Set on
held-field-ending = Ending
held-field-opened-at = Opened on
held-field-message = Words that came with it
held-field-kind = Kind
held-field-attempts = Tries
held-field-answer = The server’s answer
held-field-sent-at = Sent on
held-field-old-email = Old address
held-field-new-email = New address
held-field-confirmed-at = Confirmed on
held-field-accepted-at = Accepted on
held-field-digest = Digest of the text
