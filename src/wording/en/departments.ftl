# Departments.
departments-title = Departments
departments-lead = The parts of your organisation. A person has one role in each of theirs.
departments-empty-title = No departments
departments-empty-text = An account can do very well without any. The first will appear here.
departments-add = Add a department
departments-rename = Rename
departments-invite = Invite into this department
departments-no-services = No service comes with it
departments-done-add = The department is added.
departments-done-rename = The new name is saved.
departments-done-delete = The department is deleted.
departments-done-merge = The two departments are one now.
departments-merge = Merge
departments-merge-title = Merge {$name} into another department?
departments-merge-people = { $count ->
      [0] This department is empty: only its name goes.
      [one] {$count} person goes into the other department, and keeps the role, or the higher one that they have there already; a Viewer who becomes an Operator then sees only what he or she sent.
     *[other] {$count} people go into the other department. Each keeps the role, or the higher one that they have there already; a Viewer who becomes an Operator then sees only what he or she sent.
  }
departments-merge-services = What comes with this department ends for them, except what the other one gives too: {$services}.
departments-merge-for-good = The department that is merged doesn’t come back. The history keeps what happened there.
departments-delete-title = Delete {$name}?
departments-delete-people = { $count ->
      [0] This department is empty: only its name goes.
      [one] {$count} person is in it. Say where they go.
     *[other] {$count} people are in it. Say where they go.
  }
departments-delete-services = What comes with this department ends for them at once: {$services}.
departments-delete-for-good = A deleted department doesn’t come back. The history keeps what happened there.
departments-fate = What happens to the people of this department?
departments-fate-into = They go into another department
departments-fate-into-text = Each keeps the role, or the higher one that they have there already; a Viewer who becomes an Operator then sees only what he or she sent.
departments-fate-out = They just leave the department
departments-fate-out-text = They stay in the account, with their role and their other departments.
departments-into = Their new department
choose-into = Choose their new department
choose-departments = Choose among the departments offered
choose-fate = Say what happens to the people of this department
named-see-people = See the people
named-people = { $count ->
      [0] nobody
      [one] {$count} person
     *[other] {$count} people
  }
named-add = Add
named-edit = Edit
named-save = Save
named-delete = Delete
# Somebody's departments and services.
places-title = Departments of {$name}
places-lead = A person can be in several departments, with a role in each.
places-none = No departments.
places-add = Add to a department, or change the role there
places-leave = Remove
places-leave-of = Remove from {$name}
places-done = The department is saved.
places-done-leave = The person is no longer in that department.
assigned-title = Services of {$name}
assigned-lead = What you tick is assigned to this person by name. It applies from their next page.
assigned-anyway = This person has it anyway.
assigned-done = The services are saved.
details-departments-link = Edit the departments
details-services-link = Edit the services
# Services, and the roles in departments.
services-title = Services
services-lead = The applications and modules that your users have access to.
services-empty-title = No services
services-empty-text = Add an application: you can then assign it to your users.
services-add = Add a service
services-edit-title = Edit a service
services-url = Web address (optional)
services-url-hint = What opens when somebody chooses the service, such as https://example.com
department-role-viewer = Viewer
department-role-operator = Operator
department-role-admin = Department admin
department-role-text-viewer = Consults, in the department alone.
department-role-text-operator = Consults and executes, and sees only what he or she sent.
department-role-text-admin = Everything in the department, adding people to it as well.
