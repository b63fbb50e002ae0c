# Wishes for more access: the refusal that helps, asking, answering.
restricted-title = Il vous faut plus de droits sur « { $area } »
restricted-lacks-several = Il vous manque : { $wishes }.
restricted-lacks = Il vous manque un droit sur « { $area } ».
restricted-levels = Il faut le niveau { $needed } : { $means }. Vous avez le niveau { $level }.
restricted-levels-departments = Il faut le niveau { $needed } : { $means }. Vous avez le niveau { $level } dans tout le compte, et { $highest } dans vos départements.
restricted-holder = { $holder }, titulaire du compte, ou un autre administrateur peut vous le donner.
restricted-administrators = Un administrateur du compte peut vous le donner.
restricted-contact = Pour en savoir plus, adressez-vous à { $holder }, titulaire du compte.
restricted-contact-administrators = Pour en savoir plus, adressez-vous à un administrateur du compte.
restricted-reason = Pourquoi vous le faut-il ? (facultatif)
restricted-reason-hint = {$most} caractères au plus
restricted-ask = Demander l’accès
restricted-see = Voir mes droits
restricted-waiting = Vous l’avez demandé le { $date }. Vous recevrez la réponse par e-mail.
request-wish = { $area } : { $level }
area-of-service = { $area } ({ $service })
requests-title = Demandes d’accès
requests-lead = Ce que des utilisateurs vous demandent de leur ouvrir dans tout le compte. Ils sont prévenus de votre réponse.
requests-waiting = { $count ->
      [one] {$count} demande en attente
     *[other] {$count} demandes en attente
  }
requests-empty-title = Aucune demande
requests-empty-text = Les personnes qui rencontrent une page fermée peuvent demander l’accès : leurs demandes apparaîtront ici.
requests-asks = demande
requests-give = Accorder
requests-give-to = Accorder à { $name } l’accès « { $wish } »
requests-deny = Refuser
requests-deny-to = Refuser à { $name } l’accès « { $wish } »
requests-open = Répondre avec une date ou un mot…
requests-open-of = Répondre avec une date ou un mot à { $name } : « { $wish } »
requests-more = { $count ->
      [one] {$count} autre demande attend.
     *[other] {$count} autres demandes attendent.
  }
requests-done-give = L’accès est accordé. La personne est prévenue
requests-done-deny = L’accès est refusé. La personne est prévenue
requests-back = Revenir aux demandes
requests-own = Ce que vous avez demandé
requests-words = « { $words } »
requests-withdraw = Retirer
requests-withdraw-of = Retirer la demande « { $wish } »
request-title = Demande de { $name }
request-asked = Demandé le { $date }.
request-has = Niveau actuel : { $level }.
request-holds = Si vous l’accordez, l’accès vaudra dans tout le compte.
request-ends-on = Dernier jour de l’accès (facultatif)
request-ends-on-hint = Sans date, l’accès est accordé pour de bon.
request-words = Un mot à la personne (facultatif)
request-given = Cette demande a été accordée entre-temps.
request-denied = Cette demande a été refusée entre-temps.
request-withdrawn = La personne a retiré sa demande.
request-not-yours = Pour y répondre, il faut avoir soi-même tout ce que cette personne aurait : d’autres s’en chargeront.
request-gone = Cette rubrique n’existe plus : la demande est close.
request-is-open = en attente
request-is-given = accordée
request-is-denied = refusée
request-is-withdrawn = retirée
request-is-gone = close : la rubrique n’existe plus
me-done-request = Votre demande est partie. Vous recevrez la réponse par e-mail
me-done-withdrawn = Votre demande est retirée
mail-request-title = { $name } demande un accès
mail-request-text = { $name } demande un accès dans tout le compte { $account } — { $wish }.
mail-request-reason = Sa raison : « { $reason } »
mail-request-button = Répondre à la demande
mail-request-quiet = S’il vient d’autres demandes, le prochain e-mail ne partira qu’une heure après celui-ci : elles vous attendent toutes au même endroit.
mail-given-title = Votre accès à { $account } est élargi
mail-given-text = L’accès que vous avez demandé dans tout le compte { $account } vous est accordé — { $wish }. Il prend effet dès maintenant.
mail-given-until-text = L’accès que vous avez demandé dans tout le compte { $account } vous est accordé jusqu’au { $date } — { $wish }. Il prend effet dès maintenant.
mail-denied-title = Votre demande d’accès à { $account }
mail-denied-text = L’accès que vous avez demandé dans { $account } ne vous est pas accordé — { $wish }.
mail-gone-text = Ce que vous avez demandé dans { $account } n’existe plus — { $wish }. Votre demande est close.
mail-answer-words = On vous écrit : « { $words } »
mail-answer-button = Voir mes droits
