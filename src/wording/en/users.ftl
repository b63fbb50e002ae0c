# The list.
users-title = Users
users-invite = Invite
users-search = Search by name or address
users-filter = Filter by state
users-all = All users
users-caption = Users of the account; you come first
users-role = Role
users-state = State
users-details = Details
users-details-of = Details of the user {$name}
users-you = You
users-previous = Previous page
users-next = Next page
users-pages = Pages
users-found = { $count ->
      [one] {$count} user
     *[other] {$count} users
  }
users-empty-title = Nobody else here
users-empty-text = Nobody matches this filter or search. Try a shorter part of the name or the address, or invite somebody.
users-new-title = Only you so far
users-new-text = The people whom you invite will be here, with how they stand: message sent, invitation accepted, last sign-in.
users-failed = The list could not be updated. Reload the page.
users-deleted = Deleted
users-column-name = Name
users-column-and = and
users-column-address = address
users-column-invited = invitation
users-column-signed-in = Last signed in
users-column-departments = departments
users-department = Department
users-service = Service assigned
users-sort = Order
users-never = Never
users-departments-more = and {$count} more
users-gone = is no longer in this list
users-order = Put the list in order
users-filters = Filters
users-filter-apply = Apply
users-filter-set = Filters set
users-filter-none = Clear all
users-filter-remove = Remove the filter “{$filter}”
users-filter-unknown = unknown
users-filter-any-state = Any state
users-filter-any-role = Any role
users-filter-any-department = Any department
users-filter-any-service = Any service
users-chip-text = Search:
users-chip-state = State:
users-chip-role = Role:
users-chip-department = Department:
users-chip-service = Service assigned:
users-found-more = { $count ->
      [one] more than {$count} user
     *[other] more than {$count} users
  }
delivery-queued = waiting to be sent
delivery-sent = message sent
delivery-refused = message refused
delivery-expired = link expired
sort-name = Name, A to Z
sort-name-descending = Name, Z to A
sort-address = Address, A to Z
sort-address-descending = Address, Z to A
sort-role = Role, first to last
sort-role-descending = Role, last to first
sort-state = State, active first
sort-state-descending = State, invited first
sort-invited = Invitation, oldest first
sort-invited-descending = Invitation, newest first
sort-signed-in = Sign-in, oldest first
sort-signed-in-descending = Sign-in, newest first
details-title = Details of the user
details-signed-in = Last signed in
fact-deadline = expires on {$date}
fact-left = { $left ->
      [0] expires today
      [1] expires tomorrow
     *[other] expires in {$left} days
  }
fact-sent = { $ago ->
      [0] sent today
      [1] sent yesterday
     *[other] sent {$ago} days ago
  }
fact-expired = { $days ->
      [0] expired today
      [1] expired yesterday
     *[other] expired {$days} days ago
  }
fact-refused = refused: {$answer}
fact-retried = will be tried again: {$answer}
fact-sending = being sent
fact-kept = kept in the built-in mailbox
fact-queued = waiting to be sent
fact-revoked = invitation revoked
fact-ended = access ended
fact-deactivated = deactivated
fact-never-activated = never activated

# Inviting.
invite-title = Invite
invite-lead = Each person gets a message with a link of their own.
invite-addresses = Email addresses
invite-addresses-hint = Enter adds the next one. You can also paste a whole list, as it is.
invite-added = Addresses added
invite-remove = Remove
invite-more = and more, which are in the list as well
invite-check = Check the addresses
invite-check-failed = The addresses could not be checked. They will be when you send.
invite-role = Role
invite-language = Language of the messages
invite-language-hint = Also that of the pages that the person will see.
invite-message = Your message (optional)
invite-message-hint = It stands in the invitation as it is.
invite-deadline = The links will be valid until {$date}.
invite-seats-left = { $count ->
      [0] No seat is left
      [one] {$count} seat is left
     *[other] {$count} seats are left
  }
invite-button = Invite
users-in-department = {$department} ({$role})
note-already-active = already a user
note-already-invited = already invited
note-already-inactive = inactive user
note-already-deleted = recently deleted
note-elsewhere = can’t be invited here
note-no-seat = no seat left
note-daily-limit = today’s limit is reached
note-other-domain = domain not allowed
count-new = { $count ->
      [one] {$count} person will be invited
     *[other] {$count} people will be invited
  }
count-already-active = { $count ->
      [one] {$count} already a user
     *[other] {$count} already users
  }
count-already-invited = {$count} already invited
count-already-inactive = { $count ->
      [one] {$count} inactive user
     *[other] {$count} inactive users
  }
count-already-deleted = {$count} recently deleted
count-elsewhere = { $count ->
      [one] {$count} address that can’t be invited here
     *[other] {$count} addresses that can’t be invited here
  }
count-no-seat = {$count} without a seat
count-other-domain = {$count} of a domain that isn’t allowed
count-malformed = {$count} to correct
results-page-title = Invitations
results-title = { $count ->
      [0] Nobody was invited
      [one] {$count} person is invited
     *[other] {$count} people are invited
  }
results-correct = Correct the addresses
results-users = See the users
results-more = Invite more people
outcome-new = Invited ({$count})
outcome-already-active = Already users ({$count})
outcome-already-invited = Already invited: no new message ({$count})
outcome-already-inactive = Inactive users: to be activated from the list ({$count})
outcome-already-deleted = Recently deleted: restore them from the list ({$count})
outcome-elsewhere = Can’t be invited here ({$count})
outcome-no-seat = Without a seat ({$count})
outcome-daily-limit = Not sent: daily limit reached ({$count})
outcome-other-domain = Of a domain that your account doesn’t take ({$count})
outcome-malformed = To correct ({$count})

# The built-in mailbox.
mailbox-title = Mailbox
mailbox-messages = Messages
mailbox-all = All messages
mailbox-older = Older messages
mailbox-from = From
mailbox-to = To
mailbox-date = Date
mailbox-view = View
mailbox-html = Formatted
mailbox-plain = Text
mailbox-empty-title = No messages
mailbox-empty-text = The invitations that you send will appear here.
