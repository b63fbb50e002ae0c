support-title = Support access
support-lead = Let the people who run Parvis look into your account, until the day that you choose. All that they do there stands in the history, under their name.
support-is-on = On
support-is-off = Off
support-on = Until {$date}, level {$level}
support-people = { $count ->
    [one] This access concerns {$count} active person of your account: all that Parvis knows of them.
   *[other] This access concerns the {$count} active people of your account: all that Parvis knows of them.
}
support-agents = In your account
support-seen = Last seen on {$date}
support-allow-title = Switch access on
support-change-title = Change the access
support-level = Up to which level?
support-level-guest = Sees people, rights, the history and the settings.
support-level-editor = Also prepares: corrects the details of a person, a role or a service. Invites, activates and deletes nobody.
support-ends-on = Until
support-ends-on-hint = That day included, within 30 days at most.
support-password = Your password
support-password-hint = To confirm that it is you.
support-allow = Switch on for the whole account
support-change = Save
support-end = Switch off now
support-see = See support access
support-inside = {$name}, of the support, is in your account.
support-done-allow = Support access is on.
support-done-end = Support access is off.
agent-title = Support
agent-lead = The accounts that let you in, until when and up to which level.
agent-inside = You are in the account {$account} as the support, until {$date}. All that you do there stands in its history.
agent-banner = You are in the account {$account} as the support, until {$date}.
agent-leave = Leave
agent-enter = Enter
agent-enter-account = Enter the account {$account}
agent-empty-title = No account lets you in
agent-empty-text = Access is switched on in the account’s settings, by whoever asks for help.
