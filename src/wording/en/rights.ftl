# Somebody's rights, and exceptions to the roles.
rights-title = Rights of {$name}
rights-lead = Role: {$role}. What this person may do in each area, and why.
rights-caption = Level in each area, and why
rights-change = Edit
rights-change-of = Edit: {$area}
rights-exception = Exception
rights-back = Rights
rights-done = The rights are saved. They apply from now on
rights-no-service = The service isn’t assigned
rights-exception-lasting = Exception: {$level}.
rights-exception-until = Exception: {$level}, until the end of {$date}.
rights-exception-no = No exception.
rights-exception-by = Given by {$name}.
rights-exception-afterwards = Afterwards, an exception without a date: {$level}.
rights-exception-without = Without it: {$level}.
rights-exception-title = {$area}: rights of {$name}
rights-exception-inherited = Without an exception: {$level}. { $why }.
rights-exception-text = An exception wins over all roles, up or down, in the whole account. It applies from the next page opened.
rights-exception-level = Level in this area
rights-exception-none = As the roles say
rights-exception-ends-on = Last day of the exception (optional)
rights-exception-ends-on-hint = Afterwards, what applied before applies again. Without a date, it lasts, in place of any other.
choose-level = Choose a level from the list
details-rights = Rights by area
details-rights-link = See the rights
# Who can…?
who-can-title = Who can…?
who-can-lead = Choose an area and a level: here is who has it, or more, and why.
who-can-link = Who can…?
who-can-area = Area
who-can-level = At least
who-can-ask = Show
who-can-export = Export (CSV)
who-can-file = rights
who-can-person = Person
who-can-pages = Pages
who-can-next = Next
who-can-previous = Previous
who-can-count = { $count ->
      [0] Nobody has this level in this area.
      [one] {$count} person has this level, or more.
     *[other] {$count} people have this level, or more.
  }
who-can-nobody = Nobody
who-can-nobody-text = No active user has this level in this area.
