# Figures: how people come in, and the seats that they take.
figures-period = Période
figures-show = Afficher
figures-weeks = { $count ->
      [one] {$count} semaine
     *[other] {$count} semaines
  }
figures-days = { $count ->
      [one] {$count} jour
     *[other] {$count} jours
  }
chart-more = { $count ->
      [one] {$count} autre se lit dans le tableau.
     *[other] {$count} autres se lisent dans le tableau.
  }
chart-table = Les chiffres : {$title}

analytics-lead = Ce que deviennent les invitations, en combien de temps on rejoint le compte, et qui se connecte.
analytics-share = {$share} %
analytics-sent = Envoyées
analytics-opened = Ouvertes
analytics-accepted = Acceptées
analytics-waiting = En attente
analytics-only-opened = Ouvertes, pas acceptées
analytics-unopened = Pas ouvertes
analytics-expired = Expirées
analytics-refused = E-mails refusés
analytics-revoked = Révoquées
analytics-replaced = Remplacées
analytics-minutes = { $count ->
      [one] {$count} minute
     *[other] {$count} minutes
  }
analytics-hours = {$count} heures
analytics-days = {$count} jours
analytics-week-of = Semaine du
analytics-week = {$day} (S{$number})
analytics-sent-title = Invitations envoyées
analytics-sent-note = Chaque invitation compte dans la semaine de son envoi, un renvoi aussi.
analytics-sent-said = Barres par semaine. En tout, envoyées : {$sent} ; acceptées : {$accepted}.
analytics-lost-title = Invitations sans suite
analytics-lost-note = Toujours par semaine d’envoi. Un e-mail refusé l’est par le serveur du destinataire ; une invitation est remplacée quand une plus récente part avant sa fin.
analytics-lost-said = Barres par semaine. En tout, expirées : {$expired} ; e-mails refusés : {$refused} ; révoquées : {$revoked}.
analytics-joining-title = Temps pour rejoindre le compte
analytics-joining-note = De l’envoi de l’invitation à l’arrivée. La moitié des personnes ont mis {$time} ou moins.
analytics-joining-said = Barres par durée. Personnes arrivées : {$count}, la moitié en {$time} ou moins.
analytics-joining-by-week = Temps pour rejoindre le compte, par semaine
analytics-joining-by-week-note = Par semaine d’envoi de l’invitation. Pas de barre : personne n’est arrivé.
analytics-joining-by-week-said = Barres par semaine. La plus haute, semaine du {$week} : la moitié arrive en {$time} ou moins.
analytics-joining-in-minutes = Temps mis par la moitié des personnes, en minutes
analytics-joining-in-hours = Temps mis par la moitié des personnes, en heures
analytics-joining-in-days = Temps mis par la moitié des personnes, en jours
analytics-median = La moitié arrive en
analytics-time = Durée
analytics-people = Personnes
analytics-part = Part
analytics-short-hour = < 1 h
analytics-short-day = < 1 j
analytics-short-three-days = 1–3 j
analytics-short-week = 3–7 j
analytics-short-longer = > 7 j
analytics-within-hour = Une heure au plus
analytics-within-day = Plus d’une heure, un jour au plus
analytics-within-three-days = Plus d’un jour, trois au plus
analytics-within-week = Plus de trois jours, sept au plus
analytics-within-longer = Plus de sept jours
analytics-sign-ins-title = Connexions
analytics-sign-ins-note = Avec mot de passe, dans la semaine où elles ont eu lieu. Une session reste ouverte plusieurs jours : on ne se connecte pas à chaque visite.
analytics-sign-ins-said = Barres par semaine. En tout, connexions : {$done} ; essais refusés : {$refused}.
analytics-signed-in = Connexions
analytics-not-signed-in = Essais refusés
analytics-sent-by-role = Invitations par rôle
analytics-sent-by-department = Invitations par département
analytics-lost-by-role = Invitations sans suite par rôle
analytics-lost-by-department = Invitations sans suite par département
analytics-joining-by-role = Temps pour rejoindre le compte, par rôle
analytics-joining-by-department = Temps pour rejoindre le compte, par département
analytics-parts-lost-said = Barres. La plus longue, {$name} : { $number ->
      [one] {$number} expirée, refusée ou révoquée
     *[other] {$number} expirées, refusées ou révoquées
  }.
analytics-parts-joining-said = Barres. La plus longue, {$name} : la moitié arrive en {$time} ou moins.
analytics-sign-ins-by-role = Connexions par rôle
analytics-sign-ins-by-department = Connexions par département
analytics-note-by-role = Sur toute la période, d’après le rôle que chacun a aujourd’hui.
analytics-note-by-department = Sur toute la période, d’après les départements où chacun est aujourd’hui. Une personne présente dans plusieurs départements compte dans chacun.
analytics-no-department = Aucun département
analytics-parts-sent-said = Barres. La plus longue, {$name} : { $number ->
      [one] {$number} envoyée
     *[other] {$number} envoyées
  }.
analytics-parts-sign-ins-said = Barres. La plus longue, {$name} : { $number ->
      [one] {$number} connexion ou essai refusé
     *[other] {$number} connexions et essais refusés
  }.
analytics-empty-title = Aucune invitation sur cette période
analytics-empty-text = Invitez quelqu’un, choisissez une période plus longue ou retirez un filtre : les chiffres apparaîtront ici.
analytics-exact-title = Ce que ces chiffres ne disent pas exactement
analytics-exact-present = Le département et le rôle sont ceux d’aujourd’hui, pas ceux du jour de l’envoi ou de la connexion.
analytics-exact-opened = « Ouverte » veut dire qu’une personne a touché la page de l’invitation. Les logiciels qui ouvrent les liens des e-mails ne comptent pas ; les personnes qui lisent sans rien toucher non plus.
analytics-exact-erased = Les invitations d’une personne effacée ne sont plus comptées ; ses connexions le restent par semaine, mais ni par rôle ni par département.
analytics-exact-weeks = Une semaine va du lundi au dimanche. La dernière n’est pas finie, et ses invitations peuvent encore être acceptées.

billing-lead = Les places de votre compte : prises, en attente et libres. Rien ne se paie ici.
billing-active = Actifs
billing-invited = Invités
billing-taken = Places prises
billing-free = Places libres
billing-of = sur {$count}
billing-no-limit = Sans limite
billing-none = –
billing-limit = Limite
billing-day = Jour
billing-whole = Tout le compte
billing-export = Exporter (CSV)
billing-file = places
billing-days-title = Places dans le temps
billing-days-note = Chaque jour tel qu’à son début, et aujourd’hui tel qu’à l’instant.
billing-days-some = Un jour par semaine, tel qu’à son début, et aujourd’hui tel qu’à l’instant. Le fichier a tous les jours.
billing-days-first = Le relevé commence aujourd’hui : chaque jour en ajoutera un. Au-delà, rien n’est connu.
billing-days-said = Barres par jour. Aujourd’hui, actifs : {$active} ; invités : {$invited}.
billing-departments-title = Par département, aujourd’hui
billing-departments-note = Les personnes qui sont dans plusieurs départements comptent dans chacun ; celles qui ne sont dans aucun ne comptent que dans le total du compte.
