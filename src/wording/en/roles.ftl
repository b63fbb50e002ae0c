# Roles and the table of rights.
roles-title = Roles
roles-lead = A role says, area by area, what one may do. Each user has one.
roles-add = Create a role
roles-search = Search for a role by its name
roles-search-button = Search
roles-search-none = No role has this name.
roles-people = { $count ->
      [0] Nobody has it.
      [one] {$count} person has it.
     *[other] {$count} people have it.
  }
roles-edit-title = Edit the role
roles-built-in = built in
roles-custom = custom
roles-duplicate = Duplicate
roles-copy-of = { $name } (copy)
roles-done-save = The role is saved. It applies from now on
roles-done-delete = The role is deleted
roles-reach = What does it apply to?
roles-reaches = It applies to: { $reach }.
role-reach-own = one’s own things
role-reach-department = the person’s departments
role-reach-account = the whole account
role-reach-text-own = In services, what one does there oneself; opens neither users nor the account’s pages.
role-reach-text-department = The people and services of one’s departments; opens neither roles, nor the list of services, nor settings, nor billing, nor statistics.
role-reach-text-account = All that the table below allows, whoever it is about.
roles-table = What it allows
roles-presets = Fill the whole table
roles-preset-nothing = Nothing
roles-preset-reads = Read everything
roles-preset-prepares = Prepare everything
roles-preset-everything = Everything
roles-like = Like the role
roles-like-fill = Copy its levels
roles-preview-title = What saving will change
roles-preview-nobody = Nobody gains or loses anything.
roles-preview-more = { $count ->
      [one] {$count} more change, to read before saving.
     *[other] {$count} more changes, to read before saving.
  }
roles-beyond = You can’t give what you don’t have yourself — { $wishes }.
roles-beyond-rest = { $count ->
      [one] and {$count} other area
     *[other] and {$count} other areas
  }
roles-of-departments = In a department
roles-of-departments-lead = A person can have one of these roles in each of their departments. It comes on top of the role in the account, for the services that the person has; a service can cap Department admins at Editor.
roles-own-areas = Parvis
roles-all-services = All services
roles-services-hint = For the services that the person has access to. An area can have a level of its own.
roles-like-all = Like all
roles-closed-built-in = This role comes with Parvis: it can’t be changed or deleted. Duplicate it to make one of your own.
roles-closed-beyond = This role gives more than you have yourself.
roles-closed-back = Back to the role
roles-conflict = Somebody else has changed this role in the meantime
roles-review-title = Before saving “{ $name }”
roles-review-lead = This is what changes, and for whom.
roles-review-account = { $area } (in the whole account)
roles-review-departments = { $area } (in their departments)
roles-review-lose = { $count ->
      [one] {$count} person loses { $area }: { $before } → { $after }
     *[other] {$count} people lose { $area }: { $before } → { $after }
  }
roles-review-gain = { $count ->
      [one] {$count} person gains { $area }: { $before } → { $after }
     *[other] {$count} people gain { $area }: { $before } → { $after }
  }
roles-review-others = { $count ->
      [one] {$count} more person has this role: the same goes for them, exceptions apart.
     *[other] {$count} more people have this role: the same goes for them, exceptions apart.
  }
review-save = Save
review-others = { $count ->
      [one] See {$count} more name
     *[other] See {$count} more names
  }
review-back = Back to the form
roles-delete-title = Delete the role “{ $name }”?
roles-delete-nobody = Nobody has this role.
roles-delete-people = { $count ->
      [one] {$count} person has this role. Say which role they will have instead.
     *[other] {$count} people have this role. Say which role they will have instead.
  }
roles-delete-other = Role that takes its place
choose-reach = Say what the role applies to
choose-levels = Choose a level in each row
