# The list.
users-title = Utilisateurs
users-invite = Inviter
users-search = Recherche par nom ou adresse
users-filter = Filtrer par état
users-all = Tous les utilisateurs
users-caption = Utilisateurs du compte ; vous êtes en tête
users-role = Rôle
users-state = État
users-details = Détails
users-details-of = Détails de l’utilisateur {$name}
users-you = Vous
users-previous = Page précédente
users-next = Page suivante
users-pages = Pages
users-found = { $count ->
      [one] {$count} utilisateur
     *[other] {$count} utilisateurs
  }
users-empty-title = Personne d’autre ici
users-empty-text = Personne ne correspond à ce filtre ou à cette recherche. Essayez une partie plus courte du nom ou de l’adresse, ou invitez quelqu’un.
users-new-title = Il n’y a encore que vous
users-new-text = Les personnes que vous inviterez seront ici, avec leur état : message envoyé, invitation acceptée, dernière connexion.
users-failed = La liste n’a pas pu être mise à jour. Rechargez la page.
users-deleted = Supprimés
users-column-name = Nom
users-column-and = et
users-column-address = adresse
users-column-invited = invitation
users-column-signed-in = Dernière connexion
users-column-departments = départements
users-department = Département
users-service = Service affecté
users-sort = Ordre
users-never = Jamais
users-departments-more = et {$count} de plus
users-gone = n’est plus dans cette liste
users-order = Remettre la liste en ordre
users-filters = Filtres
users-filter-apply = Appliquer
users-filter-set = Filtres actifs
users-filter-none = Tout effacer
users-filter-remove = Retirer le filtre « {$filter} »
users-filter-unknown = inconnu
users-filter-any-state = Tous les états
users-filter-any-role = Tous les rôles
users-filter-any-department = Tous les départements
users-filter-any-service = Tous les services
users-chip-text = Recherche :
users-chip-state = État :
users-chip-role = Rôle :
users-chip-department = Département :
users-chip-service = Service affecté :
users-found-more = { $count ->
      [one] plus de {$count} utilisateur
     *[other] plus de {$count} utilisateurs
  }
delivery-queued = en attente d’envoi
delivery-sent = message envoyé
delivery-refused = message refusé
delivery-expired = lien expiré
sort-name = Nom, de A à Z
sort-name-descending = Nom, de Z à A
sort-address = Adresse, de A à Z
sort-address-descending = Adresse, de Z à A
sort-role = Rôle, du premier au dernier
sort-role-descending = Rôle, du dernier au premier
sort-state = État, actifs en premier
sort-state-descending = État, invités en premier
sort-invited = Invitation, la plus ancienne en premier
sort-invited-descending = Invitation, la plus récente en premier
sort-signed-in = Connexion, la plus ancienne en premier
sort-signed-in-descending = Connexion, la plus récente en premier
details-title = Détails de l’utilisateur
details-signed-in = Dernière connexion
fact-deadline = expire le {$date}
fact-left = { $left ->
      [0] expire aujourd’hui
      [1] expire demain
     *[other] expire dans {$left} jours
  }
fact-sent = { $ago ->
      [0] envoyé aujourd’hui
      [1] envoyé hier
     *[other] envoyé il y a {$ago} jours
  }
fact-expired = { $days ->
      [0] expirée aujourd’hui
      [1] expirée hier
     *[other] expirée il y a {$days} jours
  }
fact-refused = refusé : {$answer}
fact-retried = nouvel essai prévu : {$answer}
fact-sending = envoi en cours
fact-kept = gardé dans la messagerie intégrée
fact-queued = en attente d’envoi
fact-revoked = invitation révoquée
fact-ended = accès terminé
fact-deactivated = désactivé
fact-never-activated = jamais activé

# Inviting.
invite-title = Inviter
invite-lead = Chaque personne reçoit un message avec un lien qui lui est propre.
invite-addresses = Adresse de courriel
invite-addresses-hint = Entrée ajoute la suivante. Vous pouvez aussi coller une liste entière, telle quelle.
invite-added = Adresses ajoutées
invite-remove = Retirer
invite-more = et d’autres, qui sont aussi dans la liste
invite-check = Vérifier les adresses
invite-check-failed = Les adresses n’ont pas pu être vérifiées. Elles le seront à l’envoi.
invite-role = Rôle
invite-language = Langue des messages
invite-language-hint = Celle aussi des pages que la personne verra.
invite-message = Votre message (facultatif)
invite-message-hint = Il figure tel quel dans l’invitation.
invite-deadline = Les liens seront valables jusqu’au {$date}.
invite-seats-left = { $count ->
      [0] Aucune place ne reste libre
      [one] {$count} place reste libre
     *[other] {$count} places restent libres
  }
invite-button = Inviter
users-in-department = {$department} ({$role})
note-already-active = déjà utilisateur
note-already-invited = déjà invité
note-already-inactive = utilisateur inactif
note-already-deleted = supprimé récemment
note-elsewhere = invitation impossible ici
note-no-seat = aucune place libre
note-daily-limit = limite du jour atteinte
note-other-domain = domaine non autorisé
count-new = { $count ->
      [one] {$count} personne sera invitée
     *[other] {$count} personnes seront invitées
  }
count-already-active = { $count ->
      [one] {$count} déjà utilisateur
     *[other] {$count} déjà utilisateurs
  }
count-already-invited = { $count ->
      [one] {$count} déjà invité
     *[other] {$count} déjà invités
  }
count-already-inactive = { $count ->
      [one] {$count} utilisateur inactif
     *[other] {$count} utilisateurs inactifs
  }
count-already-deleted = { $count ->
      [one] {$count} supprimé récemment
     *[other] {$count} supprimés récemment
  }
count-elsewhere = { $count ->
      [one] {$count} adresse qui ne peut pas être invitée ici
     *[other] {$count} adresses qui ne peuvent pas être invitées ici
  }
count-no-seat = {$count} sans place libre
count-other-domain = {$count} d’un domaine non autorisé
count-malformed = { $count ->
      [one] {$count} à corriger
     *[other] {$count} à corriger
  }
results-page-title = Invitations
results-title = { $count ->
      [0] Personne n’a été invité
      [one] {$count} personne est invitée
     *[other] {$count} personnes sont invitées
  }
results-correct = Corriger les adresses
results-users = Voir les utilisateurs
results-more = Inviter d’autres personnes
outcome-new = Invités ({$count})
outcome-already-active = Déjà utilisateurs ({$count})
outcome-already-invited = Déjà invités : aucun nouveau message ({$count})
outcome-already-inactive = Utilisateurs inactifs : à activer depuis la liste ({$count})
outcome-already-deleted = Supprimés récemment : à restaurer depuis la liste ({$count})
outcome-elsewhere = Invitation impossible ici ({$count})
outcome-no-seat = Sans place libre ({$count})
outcome-daily-limit = Non envoyées : limite du jour atteinte ({$count})
outcome-other-domain = D’un domaine que votre compte n’accepte pas ({$count})
outcome-malformed = À corriger ({$count})

# The built-in mailbox.
mailbox-title = Messagerie
mailbox-messages = Messages
mailbox-all = Tous les messages
mailbox-older = Messages plus anciens
mailbox-from = De
mailbox-to = À
mailbox-date = Date
mailbox-view = Affichage
mailbox-html = Mis en forme
mailbox-plain = Texte
mailbox-empty-title = Aucun message
mailbox-empty-text = Les invitations que vous enverrez apparaîtront ici.
