# Services and their areas.
services-done-save = The service is saved.
services-done-delete = The service is deleted.
services-address = Web address
services-no-url = None
services-who = Who has it
services-who-all = Everybody
services-who-some = { $count ->
      [0] Nobody in particular, administrators apart
      [one] {$count} person to whom it is assigned
     *[other] {$count} people to whom it is assigned
  }
services-cap = Department admins
services-cap-yes = Capped at the level of an Operator
services-cap-no = The whole department
services-areas = Areas
services-areas-hint = What you give rights to in this service, in this order. Empty a line to take its area away.
services-no-areas = No areas.
services-area-number = Area {$number}
services-area-up = Move {$name} up
services-area-more = Add an area
services-for-all = Everybody has this service
services-for-some = Only those to whom it is assigned
services-for-all-text = Otherwise only those to whom it is assigned, and administrators.
services-caps = Cap department admins
services-caps-text = In this service, a Department admin has the level Editor, like an Operator, but in the whole department.
services-conflict = Somebody else has changed this service meanwhile. This is what it has become; save again to replace it.
services-review-title = Edit {$name}?
services-review-lead = An area that is taken away takes along the exceptions made in it.
services-review-lose = { $count ->
      [one] {$count} person loses an exception in {$area}
     *[other] {$count} people lose their exceptions in {$area}
  }
services-delete-title = Delete {$name}?
services-delete-all = Everybody has it, and will lose it at once.
services-delete-people = { $count ->
      [0] It is assigned to nobody in particular.
      [one] {$count} person to whom it is assigned will lose it at once.
     *[other] {$count} people to whom it is assigned will lose it at once.
  }
services-delete-for-good = Its areas and the exceptions made in them are deleted with it.
services-who-departments = departments: {$departments}
services-departments = The departments whose people have it
services-samples-text = To begin with, or to see what a service is: email campaigns, shipping and an office pack, which you can change and delete.
services-samples = Add the sample catalogue
services-done-samples = The sample catalogue is added.
sample-campaigns = Campaigns
sample-contacts = Contacts
sample-emailings = Mailings
sample-sms = Text messages
sample-forms = Forms and surveys
sample-purchases = Purchases
sample-shipping = Shipping
sample-orders = Orders
sample-labels = Labels
sample-documents = Documents
sample-office = Office
services-picture = Picture
services-picture-file = Picture of the service
services-picture-hint = PNG, JPEG or WebP, {$most} kB at most. Without a picture, its initials are shown.
services-picture-save = Save the picture
services-picture-remove = Remove the picture
picture-problem-missing = Choose a picture
picture-problem-kind = This picture is no PNG, JPEG or WebP
picture-problem-large = This picture is too large: {$most} kB at most
