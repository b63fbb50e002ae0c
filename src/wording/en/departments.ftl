# Departments and services.
departments-title = Departments
departments-lead = The parts of your organisation. A person has one role in each of theirs.
departments-empty-title = No departments
departments-empty-text = An account can very well do without. The first will appear here.
departments-add = Add a department
departments-edit-title = Change a department
departments-delete = Delete the department
departments-delete-text = Nobody is in it: nothing but its name will be lost.
services-title = Services
services-lead = The applications and modules that your users have access to.
services-empty-title = No services
services-empty-text = Add an application: you can then assign it to your users.
services-add = Add a service
services-edit-title = Change a service
services-delete = Delete the service
services-delete-text = It is assigned to nobody: nothing but its name will be lost.
services-url = Web address (optional)
services-url-hint = What opens when somebody chooses the service, such as https://example.com
named-people = { $count ->
      [0] nobody
      [one] {$count} person
     *[other] {$count} people
  }
named-add = Add
named-edit = Change
named-edit-of = Change {$name}
named-save = Save
named-delete = Delete
named-delete-not-empty = { $count ->
      [one] {$count} person is still there: take them out first.
     *[other] {$count} people are still there: take them out first.
  }
named-done-add = Added
named-done-rename = Saved
named-done-delete = Deleted
department-role-viewer = Viewer
department-role-operator = Operator
department-role-admin = Department admin
department-role-text-viewer = Consults, in the department alone.
department-role-text-operator = Consults and executes, and sees only what he or she sent.
department-role-text-admin = Everything in the department, adding people to it as well.
