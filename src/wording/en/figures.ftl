# Figures: how people come in, and the seats that they take.
figures-period = Period
figures-show = Show
figures-weeks = { $count ->
      [one] {$count} week
     *[other] {$count} weeks
  }
figures-days = { $count ->
      [one] {$count} day
     *[other] {$count} days
  }
chart-more = { $count ->
      [one] {$count} more is in the table.
     *[other] {$count} more are in the table.
  }
chart-table = The numbers: {$title}

analytics-lead = What becomes of invitations, how long people take to join, and who signs in.
analytics-share = {$share}%
analytics-sent = Sent
analytics-opened = Opened
analytics-accepted = Accepted
analytics-waiting = Waiting
analytics-only-opened = Opened, not accepted
analytics-unopened = Not opened
analytics-expired = Expired
analytics-refused = Emails refused
analytics-revoked = Revoked
analytics-replaced = Replaced
analytics-minutes = { $count ->
      [one] {$count} minute
     *[other] {$count} minutes
  }
analytics-hours = {$count} hours
analytics-days = {$count} days
analytics-week-of = Week of
analytics-week = {$day} (W{$number})
analytics-sent-title = Invitations sent
analytics-sent-note = Each invitation counts in the week in which it was sent; resending one counts too.
analytics-sent-said = Bars by week. In all, sent: {$sent}; accepted: {$accepted}.
analytics-lost-title = Invitations that came to nothing
analytics-lost-note = By the week of sending too. An email is refused by the recipient’s server; an invitation is replaced when a newer one leaves before its end.
analytics-lost-said = Bars by week. In all, expired: {$expired}; emails refused: {$refused}; revoked: {$revoked}.
analytics-joining-title = Time to join
analytics-joining-note = From the sending of the invitation until the person is in. Half of them took {$time} or less.
analytics-joining-said = Bars by time taken. People who joined: {$count}, half of them within {$time}.
analytics-joining-by-week = Time to join the account, by week
analytics-joining-by-week-note = By the week in which the invitation was sent. No bar: nobody joined.
analytics-joining-by-week-said = Bars by week. The highest, week of {$week}: half join in {$time} or less.
analytics-joining-in-minutes = Time that half of the people took, in minutes
analytics-joining-in-hours = Time that half of the people took, in hours
analytics-joining-in-days = Time that half of the people took, in days
analytics-median = Half of them join within
analytics-time = Time
analytics-people = People
analytics-part = Share
analytics-short-hour = < 1 h
analytics-short-day = < 1 d
analytics-short-three-days = 1–3 d
analytics-short-week = 3–7 d
analytics-short-longer = > 7 d
analytics-within-hour = One hour at most
analytics-within-day = More than an hour, one day at most
analytics-within-three-days = More than a day, three at most
analytics-within-week = More than three days, seven at most
analytics-within-longer = More than seven days
analytics-sign-ins-title = Sign-ins
analytics-sign-ins-note = With a password, in the week in which they took place. A session lasts for days: nobody signs in at each visit.
analytics-sign-ins-said = Bars by week. In all, sign-ins: {$done}; refused tries: {$refused}.
analytics-signed-in = Sign-ins
analytics-not-signed-in = Refused tries
analytics-sent-by-role = Invitations by role
analytics-sent-by-department = Invitations by department
analytics-lost-by-role = Invitations that led to nothing, by role
analytics-lost-by-department = Invitations that led to nothing, by department
analytics-joining-by-role = Time to join the account, by role
analytics-joining-by-department = Time to join the account, by department
analytics-parts-lost-said = Bars. The longest, {$name}: {$number} expired, refused or revoked.
analytics-parts-joining-said = Bars. The longest, {$name}: half join in {$time} or less.
analytics-sign-ins-by-role = Sign-ins by role
analytics-sign-ins-by-department = Sign-ins by department
analytics-note-by-role = Over the whole period, by the role that each person has today.
analytics-note-by-department = Over the whole period, by the departments that each person is in today. Anyone who is in several departments counts in each.
analytics-no-department = No department
analytics-parts-sent-said = Bars. The longest, {$name}: {$number} sent.
analytics-parts-sign-ins-said = Bars. The longest, {$name}: { $number ->
      [one] {$number} sign-in or refused try
     *[other] {$number} sign-ins and refused tries
  }.
analytics-empty-title = No invitation in this period
analytics-empty-text = Invite somebody, choose a longer period or take a filter away: the figures will appear here.
analytics-exact-title = What these figures don’t say exactly
analytics-exact-present = Department and role are today’s, not those of the day of sending or signing in.
analytics-exact-opened = “Opened” means that a person touched the invitation’s page. Programs that open the links in emails don’t count; nor does anyone who reads without touching anything.
analytics-exact-erased = Invitations of people who were erased aren’t counted any more; their sign-ins still are by week, but neither by role nor by department.
analytics-exact-weeks = A week runs from Monday to Sunday. The last one isn’t over, and its invitations can still be accepted.

billing-lead = Your account’s seats: taken, pending and free. Nothing is paid here.
billing-active = Active
billing-invited = Invited
billing-taken = Seats taken
billing-free = Seats free
billing-of = of {$count}
billing-no-limit = No limit
billing-none = –
billing-limit = Limit
billing-day = Day
billing-whole = The whole account
billing-export = Export (CSV)
billing-file = seats
billing-days-title = Seats over time
billing-days-note = Each day as at its beginning, and today as it is now.
billing-days-some = One day a week, as at its beginning, and today as it is now. The file has every day.
billing-days-first = The record begins today: each day will add one. Before that, nothing is known.
billing-days-said = Bars by day. Today, active: {$active}; invited: {$invited}.
billing-departments-title = By department, today
billing-departments-note = Anyone who is in several departments counts in each; anyone who is in none counts in the account’s total alone.
