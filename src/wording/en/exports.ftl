# Files of people, rights and history, made in the background.
exports-title = Exports
exports-lead = A file of your account’s users, of their rights or of the history. It is made in the background, and you alone can download it.
exports-what = What do you want to export?
exports-what-people = Users
exports-what-rights = Rights
exports-what-history = History
exports-text-people = Addresses, names, roles, departments and states. The import reads the CSV file back.
exports-text-rights = What each active user may do in each area, and why.
exports-text-history = Who did what, to whom, when and from where.
exports-format = Format
exports-format-csv = CSV
exports-format-json = JSON
exports-for-csv = For a spreadsheet.
exports-for-json = For other software.
exports-make = Make the file
exports-nothing = You may export, but see neither the users, nor the roles, nor the history: there is nothing to put into a file.
exports-kept = Your files
exports-empty-title = No file yet
exports-empty-text = What you make stays here for seven days, for you alone.
exports-name = {$what}, {$format}
exports-asked = Asked for on {$date} at {$time}
exports-until = kept until {$date} at {$time}
exports-download = Download
exports-delete = Delete
exports-follow = See progress
exports-done-delete = The file is deleted.
exports-job-people = Export of the users, {$format}
exports-job-rights = Export of the rights, {$format}
exports-job-history = Export of the history, {$format}
exports-ready = The file is ready: {$size}. It is kept until {$date} at {$time}, for you alone.
exports-gone = This file is no longer kept.
exports-file-people = parvis-users
exports-file-rights = parvis-rights
exports-file-history = parvis-history
choose-what = Choose what to export
choose-format = Choose a format
changed-what = This has already been asked for otherwise. Check it, then send it again
size-bytes = { $count ->
      [one] {$count} byte
     *[other] {$count} bytes
  }
size-kilobytes = {$size} kB
size-megabytes = {$size} MB
size-gigabytes = {$size} GB
