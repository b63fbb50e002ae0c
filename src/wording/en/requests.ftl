# Wishes for more access: the refusal that helps, asking, answering.
restricted-title = You need more rights for “{ $area }”
restricted-lacks-several = You lack: { $wishes }.
restricted-lacks = You lack a right for “{ $area }”.
restricted-levels = It takes the level { $needed } ({ $means }); you have the level { $level }.
restricted-levels-departments = It takes the level { $needed } ({ $means }); you have the level { $level } in the whole account, and { $highest } in your departments.
restricted-holder = { $holder }, who holds the account, or another administrator can grant it to you.
restricted-administrators = An administrator of the account can grant it to you.
restricted-contact = To know more, turn to { $holder }, who holds the account.
restricted-contact-administrators = To know more, turn to an administrator of the account.
restricted-reason = Why do you need it? (optional)
restricted-reason-hint = {$most} characters at most
restricted-ask = Ask for access
restricted-see = See my rights
restricted-waiting = You asked for it on { $date }. You will get the answer by email.
request-wish = { $area }: { $level }
area-of-service = { $area } ({ $service })
requests-title = Access requests
requests-lead = What people ask you to open for them in the whole account. They are told your answer.
requests-waiting = { $count ->
      [one] {$count} request waiting
     *[other] {$count} requests waiting
  }
requests-empty-title = No requests
requests-empty-text = Whoever meets a closed page can ask for access: the request will appear here.
requests-asks = asks for
requests-give = Grant
requests-give-to = Grant { $name } “{ $wish }”
requests-deny = Refuse
requests-deny-to = Refuse { $name } “{ $wish }”
requests-open = Answer with a date or a word…
requests-open-of = Answer with a date or a word to { $name }: “{ $wish }”
requests-more = { $count ->
      [one] {$count} more request is waiting.
     *[other] {$count} more requests are waiting.
  }
requests-done-give = Access is granted. The person has been told
requests-done-deny = Access is refused. The person has been told
requests-back = Back to the requests
requests-own = What you have asked for
requests-words = “{ $words }”
requests-withdraw = Withdraw
requests-withdraw-of = Withdraw the request “{ $wish }”
request-title = Request by { $name }
request-asked = Asked on { $date }.
request-has = Level now: { $level }.
request-holds = If you grant it, the access will hold in the whole account.
request-ends-on = Last day of access (optional)
request-ends-on-hint = Without a date, access is granted for good.
request-words = A word to the person (optional)
request-given = This request has been granted in the meantime.
request-denied = This request has been refused in the meantime.
request-withdrawn = The person has withdrawn the request.
request-not-yours = To answer it, one has to hold all that this person would have: others will.
request-gone = This area no longer exists: the request is closed.
request-is-open = waiting
request-is-given = granted
request-is-denied = refused
request-is-withdrawn = withdrawn
request-is-gone = closed: the area no longer exists
me-done-request = Your request has been sent. You will get the answer by email
me-done-withdrawn = Your request is withdrawn
mail-request-title = { $name } asks for access
mail-request-text = { $name } asks for access in the whole account { $account } — { $wish }.
mail-request-reason = The reason given: “{ $reason }”
mail-request-button = Answer the request
mail-request-quiet = If more requests come, the next email will not leave until an hour after this one: they all wait for you in the same place.
mail-given-title = You have more access to { $account }
mail-given-text = You have been granted the access that you asked for in the whole account { $account } — { $wish }. It applies from now on.
mail-given-until-text = You have been granted the access that you asked for in the whole account { $account } until { $date } — { $wish }. It applies from now on.
mail-denied-title = Your request for access to { $account }
mail-denied-text = You have not been granted the access that you asked for in { $account } — { $wish }.
mail-gone-text = What you asked for in { $account } no longer exists — { $wish }. Your request is closed.
mail-answer-words = You are told: “{ $words }”
mail-answer-button = See my rights
