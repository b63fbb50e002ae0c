# Many users at once: selection, jobs, CSV.
bulk-label = Action on several users
bulk-selected = Selected:
bulk-select = Select {$name}
bulk-select-page = Select the whole page
bulk-all = The whole list ({$users}), not only this page
bulk-verb = Action
bulk-continue = Continue
bulk-cancel = Cancel
bulk-role = New role
bulk-department = Department
bulk-department-role = Role in the department
bulk-service = Service
bulk-choose = Choose
bulk-confirm = To confirm, type {$number}
bulk-nobody = This action applies to none of the people chosen. Go back to the list.
bulk-left-title = Who is left out
bulk-verb-resend = Resend the invitation
bulk-verb-activate = Activate
bulk-verb-reset-password = Reset the password
bulk-verb-change-role = Change the role
bulk-verb-add-to-department = Add to a department
bulk-verb-assign-service = Assign a service
bulk-verb-unassign-service = Take a service away
bulk-verb-revoke = Revoke the invitation
bulk-verb-deactivate = Deactivate
bulk-verb-delete = Delete
bulk-verb-restore = Restore
bulk-ask-resend = { $count ->
      [one] Resend the invitation to {$count} person?
     *[other] Resend the invitation to {$count} people?
  }
bulk-ask-activate = { $count ->
      [one] Activate {$count} user?
     *[other] Activate {$count} users?
  }
bulk-ask-reset-password = { $count ->
      [one] Reset the password of {$count} user?
     *[other] Reset the passwords of {$count} users?
  }
bulk-ask-change-role = { $count ->
      [one] Give {$count} user the role {$target}?
     *[other] Give {$count} users the role {$target}?
  }
bulk-ask-add-to-department = { $count ->
      [one] Add {$count} user to {$target}, as {$place}?
     *[other] Add {$count} users to {$target}, as {$place}?
  }
bulk-ask-assign-service = { $count ->
      [one] Assign {$target} to {$count} user?
     *[other] Assign {$target} to {$count} users?
  }
bulk-ask-unassign-service = { $count ->
      [one] Take {$target} away from {$count} user?
     *[other] Take {$target} away from {$count} users?
  }
bulk-ask-revoke = { $count ->
      [one] Revoke the invitation of {$count} person?
     *[other] Revoke the invitations of {$count} people?
  }
bulk-ask-deactivate = { $count ->
      [one] Deactivate {$count} user?
     *[other] Deactivate {$count} users?
  }
bulk-ask-delete = { $count ->
      [one] Delete {$count} user?
     *[other] Delete {$count} users?
  }
bulk-ask-restore = { $count ->
      [one] Restore {$count} person?
     *[other] Restore {$count} people?
  }
bulk-text-resend = Each of them gets a new message; the links of earlier messages will no longer work.
bulk-text-activate = Whoever has a password can sign in at once and is told so; the others get a message with a link.
bulk-text-reset-password = Each person gets the instructions for choosing a new password. The current one works until then, and you won’t see the new one.
bulk-text-change-role = The new role applies from the next page that each of them opens.
bulk-text-add-to-department = Whoever is in it already takes that role.
bulk-text-assign-service = It is on everybody’s home from the next page on, with what their role allows in it.
bulk-text-unassign-service = It leaves everybody’s home from the next page on. Whoever also has it by a department or as an administrator keeps it.
bulk-which-role = Choose the new role. You will see next whom it concerns; nothing is done before you confirm.
bulk-which-department = Choose the department, and what everybody will be there. You will see next whom it concerns; nothing is done before you confirm.
bulk-which-service = Choose the service. You will see next whom it concerns; nothing is done before you confirm.
bulk-nothing-role = No role can be given: all of them go beyond your own rights.
bulk-nothing-department = Your account has no department that you could add anybody to.
bulk-nothing-service = No service can be assigned or taken away: your account has none, or everybody has those it has.
bulk-text-revoke = The links of the invitations will no longer work. These people stay in the list, as Inactive.
bulk-text-deactivate = Their sessions end at once and signing in will be refused. Nothing is erased.
bulk-text-delete = Their sessions and links end at once and their names leave the list. You can restore these people for 7 days.
bulk-text-restore = They come back to the list as Inactive, without access. To give access back, activate them afterwards.
bulk-mails = { $count ->
      [one] {$count} email will go out.
     *[other] {$count} emails will go out.
  }
bulk-left-gone = { $count ->
      [one] {$count} person no longer exists
     *[other] {$count} people no longer exist
  }
bulk-left-choice-gone = { $count ->
      [one] For {$count} user, what was chosen no longer exists
     *[other] For {$count} users, what was chosen no longer exists
  }
bulk-left-own = Yourself ({$count})
bulk-left-state-active = { $count ->
      [one] {$count} user is Active
     *[other] {$count} users are Active
  }
bulk-left-state-inactive = { $count ->
      [one] {$count} user is Inactive
     *[other] {$count} users are Inactive
  }
bulk-left-state-invited = { $count ->
      [one] {$count} user is Invited
     *[other] {$count} users are Invited
  }
bulk-left-state-deleted = { $count ->
      [one] {$count} user is deleted
     *[other] {$count} users are deleted
  }
bulk-left-beyond-own-rights = { $count ->
      [one] {$count} user has more rights than you
     *[other] {$count} users have more rights than you
  }
bulk-left-last-administrator = {$count} administrator has to stay
bulk-left-no-seat = { $count ->
      [one] {$count} person is left without a free seat
     *[other] {$count} people are left without a free seat
  }
bulk-left-daily-limit = { $count ->
      [one] {$count} person has to wait until tomorrow: your account has sent its invitations of the day
     *[other] {$count} people have to wait until tomorrow: your account has sent its invitations of the day
  }
bulk-left-mailed-enough = { $count ->
      [one] {$count} person has been sent enough of these messages today
     *[other] {$count} people have been sent enough of these messages today
  }
bulk-left-administrator = { $count ->
      [one] {$count} person is an administrator
     *[other] {$count} people are administrators
  }
bulk-left-would-lower = { $count ->
      [one] {$count} person would lose rights by it
     *[other] {$count} people would lose rights by it
  }
bulk-left-unchanged = { $count ->
      [one] It is so already for {$count} user
     *[other] It is so already for {$count} users
  }
bulk-reason-gone = No longer exists
bulk-reason-choice-gone = What was chosen no longer exists
bulk-reason-own = That is you
bulk-reason-state-active = Is Active
bulk-reason-state-inactive = Is Inactive
bulk-reason-state-invited = Is Invited
bulk-reason-state-deleted = Is deleted
bulk-reason-beyond-own-rights = Touches rights that you don’t have
bulk-reason-last-administrator = The last active administrator: name another one first
bulk-reason-no-seat = No seat is free
bulk-reason-daily-limit = Your account has sent its invitations of the day
bulk-reason-mailed-enough = Has been sent enough of these messages today
bulk-reason-administrator = This is an administrator
bulk-reason-would-lower = Would lose rights by it
bulk-reason-unchanged = It was so already
choose-verb = Choose an action
choose-users = Choose at least one person in the list
choose-service = Choose a service of the list
choose-confirm = Type the number shown to confirm
changed-count = The selection has changed since it was shown. Check what will happen, then confirm

# Jobs.
job-title-resend = { $count ->
      [one] New invitation for {$count} person
     *[other] New invitations for {$count} people
  }
job-title-activate = { $count ->
      [one] Activating {$count} user
     *[other] Activating {$count} users
  }
job-title-reset-password = { $count ->
      [one] Resetting the password of {$count} user
     *[other] Resetting the passwords of {$count} users
  }
job-title-change-role = { $count ->
      [one] New role for {$count} user
     *[other] New role for {$count} users
  }
job-title-add-to-department = { $count ->
      [one] Adding {$count} user to a department
     *[other] Adding {$count} users to a department
  }
job-title-assign-service = { $count ->
      [one] A service assigned to {$count} user
     *[other] A service assigned to {$count} users
  }
job-title-unassign-service = { $count ->
      [one] A service taken away from {$count} user
     *[other] A service taken away from {$count} users
  }
job-title-revoke = { $count ->
      [one] Revoking {$count} invitation
     *[other] Revoking {$count} invitations
  }
job-title-deactivate = { $count ->
      [one] Deactivating {$count} user
     *[other] Deactivating {$count} users
  }
job-title-delete = { $count ->
      [one] Deleting {$count} user
     *[other] Deleting {$count} users
  }
job-title-restore = { $count ->
      [one] Restoring {$count} person
     *[other] Restoring {$count} people
  }
job-waiting = Waiting
job-running = In progress
job-done = Done
job-cancelled = Stopped at your request
job-rights-lost = Stopped: you no longer have the rights it takes
job-counted = {$worked} of {$total}
job-cancel = Stop
jobs-title = Background work
jobs-lead = What you started for several people, and the files that you asked for, within 30 days.
jobs-empty-title = Nothing has been started
jobs-empty-text = Actions on several users, imports and exports, in progress or done, will appear here.
job-leave = You can leave this page: the work goes on.
job-results = Results
job-refused = Refused
job-taken = Done
job-left = Still to do
job-untouched = Not reached
job-nobody = Somebody erased

# CSV export.
export-link = Export
export-state = State
export-invited = Invited on
export-signed-in = Last sign-in
column-ignore = Leave out
column-email = Email address
column-first-name = First name
column-last-name = Last name
column-role = Role
column-department = Department
column-department-role = Role in the department
column-language = Language
column-phone = Phone
column-notification-email = Notification address

# CSV import.
import-link = Import a file
import-title = Import users
import-lead = A CSV file with one person a line. Nothing happens before you have seen what will become of it.
import-file = CSV file
import-file-hint = From a spreadsheet: “Save as”, format CSV. {$most} MB at most.
import-text = Or paste the lines
import-text-hint = As you copy them from the spreadsheet, with the line of headers.
import-next = Continue
import-other = Choose another file
import-pasted = Pasted lines
import-columns-title = What does each column hold?
import-about = { $count ->
      [one] {$name}: {$count} line, read as {$encoding}
     *[other] {$name}: {$count} lines, read as {$encoding}
  }
import-columns = Columns
import-column = Column {$number}
import-header = The first line holds headers
import-encoding = Encoding
import-encoding-hint = Change it where letters with accents look wrong.
encoding-utf-8 = UTF-8
encoding-windows-1252 = Windows-1252
encoding-utf-16 = UTF-16
import-separator = Separator
separator-comma = Comma
separator-semicolon = Semicolon
separator-tab = Tab
import-everybody = For everybody
import-role = Role
import-role-hint = For lines that name none.
import-department-hint = For lines that name none.
import-language = Language
import-language-hint = For lines that name none.
import-send = Invitations
import-send-yes = Invite
import-send-text-yes = Each person gets a message with a link at once.
import-send-no = Create without inviting
import-send-text-no = As Inactive. You can activate these people from the list.
import-check = Check the file
import-nothing-yet = Nothing is created yet. Lines to correct will be left out, the others will be imported.
import-to-columns = Back to the columns
import-none = Correct the file, then import it again.
import-report-title = { $new ->
      [0] Nobody to import from {$lines} { $lines ->
          [one] line
         *[other] lines
      }
      [one] {$new} person to import from {$lines} { $lines ->
          [one] line
         *[other] lines
      }
     *[other] {$new} people to import from {$lines} { $lines ->
          [one] line
         *[other] lines
      }
  }
import-count-invite = { $count ->
      [one] {$count} person will be invited
     *[other] {$count} people will be invited
  }
import-count-create = { $count ->
      [one] {$count} user will be created
     *[other] {$count} users will be created
  }
count-daily-limit = {$count} to invite another day
count-duplicate = { $count ->
      [one] {$count} twice in the file
     *[other] {$count} twice in the file
  }
import-problems = Lines left out
import-line = Line
import-text-column = Content
import-result = Result
import-result-invite = to invite
import-result-create = to create
import-result-none = left out
import-problem = Reason
import-more = and {$count} more, in the report
import-report = Download the report
import-report-file = parvis-import
import-run-invite = { $count ->
      [one] Invite {$count} person
     *[other] Invite {$count} people
  }
import-run-create = { $count ->
      [one] Create {$count} user
     *[other] Create {$count} users
  }
job-title-import = { $count ->
      [one] Importing {$count} line
     *[other] Importing {$count} lines
  }
job-line = Line {$number}
line-torn = A quote is never closed
line-duplicate = The address stands in line {$line} already
line-new = New
line-already-active = Already a user
line-already-invited = Already invited
line-already-inactive = Inactive user
line-already-deleted = Recently deleted
line-elsewhere = Address already used elsewhere
line-no-seat = No free seat
line-other-domain = Domain that the account doesn’t take
line-daily-limit = Your account has sent its invitations for today
line-failed = This line could not be imported. The others were
cell-problem = {$column}: {$what}
cell-unknown = not known here
cell-phone = isn’t a phone number
cell-beyond-own-rights = gives more rights than you have
file-problem-missing = Choose a file, or paste lines
file-problem-not-text = This file isn’t text. Save it as CSV from the spreadsheet
file-problem-no-line = Nobody stands in this file: it takes one line a person, with the address
choose-encoding = Choose the file’s encoding
choose-column-0 = Say which column holds the email addresses
changed-column-0 = Two columns hold the same. Choose one of them, and leave out the other
choose-separator = Choose the separator
choose-send = Choose whether to invite these people
