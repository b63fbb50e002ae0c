# One user: details and what can be done.
verbs = Actions
verbs-of = Actions pour {$name}
verb-edit = Modifier
verb-resend = Retransmettre l’invitation
verb-link = Copier le lien ou le QR code
verb-activate = Activer
verb-reset-password = Réinitialiser le mot de passe
verb-change-role = Changer le rôle
verb-add-to-department = Ajouter à un département
verb-assign-service = Affecter un service
verb-unassign-service = Retirer un service
verb-end-sessions = Fermer les sessions
verb-revoke = Révoquer l’invitation
verb-deactivate = Désactiver
verb-delete = Supprimer
verb-restore = Restaurer

# Asking before it is done.
ask-resend = Retransmettre l’invitation de {$name} ?
ask-resend-mail = Un nouveau message part aussitôt à l’adresse {$email} ({$language}).
ask-resend-link = Le lien du message précédent ne fonctionnera plus.
ask-deadline = Le nouveau lien sera valable jusqu’au {$date}.
ask-activate = Activer {$name} ?
ask-activate-password = {$name} pourra se connecter dès maintenant, avec son mot de passe habituel.
ask-activate-notice = Un message l’en informe à l’adresse {$email}.
ask-activate-mail = Un message d’activation part aussitôt à l’adresse {$email} ({$language}), avec un lien pour choisir un mot de passe.
ask-change-role = Changer le rôle de {$name} ?
ask-change-role-text = Le nouveau rôle s’applique dès la prochaine page que {$name} ouvrira.
ask-change-role-now = Rôle actuel : {$role}
ask-change-role-new = Nouveau rôle
ask-end-sessions = Fermer les sessions de {$name} ?
ask-end-sessions-text = Tous les appareils de {$name} sont déconnectés dès maintenant. Il suffira de se connecter de nouveau, avec le même mot de passe.
ask-revoke = Révoquer l’invitation de {$name} ?
ask-revoke-link = Le lien de l’invitation ne fonctionnera plus.
ask-revoke-text = {$name} reste dans la liste, à l’état Inactif. Vous pourrez l’activer plus tard.
ask-deactivate = Désactiver {$name} ?
ask-deactivate-text = Toutes les sessions de {$name} se ferment dès maintenant, et la connexion lui sera refusée.
ask-deactivate-back = Rien n’est effacé : vous pourrez l’activer de nouveau à tout moment.
ask-delete = Supprimer {$name} ?
ask-delete-active = Toutes les sessions de {$name} se ferment dès maintenant, la connexion lui sera refusée, et son nom quitte la liste.
ask-delete-text = {$name} quitte la liste dès maintenant, et ses liens ne fonctionneront plus.
ask-delete-restorable = Vous pourrez restaurer cette personne pendant 7 jours. Ensuite ses données sont effacées ; l’historique reste, sans son nom.
ask-delete-confirm = Pour confirmer, saisissez l’adresse {$email}
ask-restore = Restaurer {$name} ?
ask-restore-text = {$name} revient dans la liste à l’état Inactif, sans accès. Pour lui rendre l’accès, activez ensuite cette personne.
ask-link = Afficher le lien de {$name} ?
ask-link-text = C’est le lien de l’invitation de {$name}, à transmettre vous-même : par un autre canal, ou en faisant scanner le QR code.
ask-link-anyone = Quiconque a ce lien peut rejoindre le compte à sa place. Ne le donnez qu’à cette personne.
ask-link-noted = L’historique note que vous l’avez affiché.
ask-link-button = Afficher le lien
mismatch-address = Ce n’est pas l’adresse de cette personne. Saisissez-la telle qu’elle figure ci-dessus

# What was refused.
refused-title = Rien n’a été modifié
refused-typed = Ce que vous aviez saisi
refused-back = Revenir à la fiche
refusal-gone = Cette personne n’existe pas, ou plus.
refusal-choice-gone = Ce qui a été choisi n’existe plus : quelqu’un l’a peut-être supprimé entre-temps.
refusal-own = C’est vous. Un autre administrateur peut le faire à votre place.
refusal-state-active = {$name} est à l’état Actif : cette action ne s’y applique pas. Quelqu’un d’autre l’a peut-être devancée.
refusal-state-inactive = {$name} est à l’état Inactif : cette action ne s’y applique pas. Quelqu’un d’autre l’a peut-être devancée.
refusal-state-invited = {$name} est à l’état Invité : cette action ne s’y applique pas. Quelqu’un d’autre l’a peut-être devancée.
refusal-state-deleted = Cette personne est supprimée : il faut d’abord la restaurer.
refusal-beyond-own-rights = Cette action touche des droits que vous n’avez pas vous-même.
refusal-last-administrator = {$name} est le dernier administrateur actif dont l’accès n’a pas de fin. Nommez d’abord un autre administrateur.
refusal-no-seat = Aucune place n’est libre dans votre compte. Désactivez quelqu’un, ou révoquez une invitation, puis réessayez.
refusal-daily-limit = Votre compte a envoyé toutes les invitations qu’il peut envoyer en un jour. Réessayez demain.
refusal-mailed-enough = Cette personne a déjà reçu ce message plusieurs fois aujourd’hui. Le dernier est toujours valable ; réessayez demain.
refusal-administrator = {$name} est administrateur et peut tout : une exception n’y changerait rien. Donnez d’abord un autre rôle.
refusal-would-lower = {$name} a déjà plus que cela dans un département, ou pour ce qui est à son nom : l’accorder pour tout le compte lui en retirerait. Ouvrez ses droits, et donnez-y le niveau qui convient.
refusal-unchanged = C’est déjà le cas pour {$name}.

# The page about one person.
details-who = Qui
details-email = Adresse de connexion
details-none = Non renseigné
details-none-of-them = Aucun
details-access = Accès
details-departments = Départements
details-services = Services
details-all-services = Tous les services
details-why-role = par le rôle {$role}
details-why-department = {$role} dans ce département
details-why-service = service affecté
details-why-service-until = service affecté jusqu’à la fin du {$date}
details-why-service-department = avec son département
details-access-end = Fin de l’accès
details-mails = Invitation et messages
details-resend = Retransmettre
details-no-mail = Aucun message ne lui a été envoyé.
details-older-mails = { $count ->
      [one] {$count} message plus ancien
     *[other] {$count} messages plus anciens
  }
details-mail-facts = {$date}, à {$email}
details-mail-attempts = { $count ->
      [one] ({$count} essai)
     *[other] ({$count} essais)
  }
details-sessions = Sessions
details-no-session = Personne n’est connecté en ce moment.
details-session-facts = {$address} · depuis le {$since} · vue le {$seen}
details-end = Fermer
details-end-of = Fermer la session : {$device}
details-end-all = Tout fermer
details-address-until = jusqu’au { $date }
details-history-link = Voir tout ce qui concerne cette personne
details-history-by = Voir tout ce que cette personne a fait
details-deleted = Cette personne a été supprimée
details-restorable = Vous pouvez la restaurer jusqu’au {$date}. Ensuite, ses données seront effacées.
mail-kind-invitation = Invitation
mail-kind-reminder = Rappel de l’invitation
mail-kind-activated = Accès activé
mail-kind-reset = Réinitialisation du mot de passe
mail-kind-password-changed = Mot de passe changé
mail-kind-address-confirmation = Confirmation d’adresse
mail-kind-address-changed = Adresse changée
mail-kind-access-answer = Réponse à une demande d’accès
mail-kind-access-request = Demande d’accès
mail-kind-new-device = Nouvel appareil
mail-kind-access-ends = Fin d’accès annoncée
mail-kind-invitation-expired = Invitation expirée
mail-state-queued = en attente
mail-state-retried = nouvel essai prévu
mail-state-sending = envoi en cours
mail-state-sent = envoyé
mail-state-kept = gardé dans la messagerie
mail-state-withdrawn = retiré avant l’envoi
mail-state-refused = refusé

# What became of a mail's last try: a server's words, or what was found.
answer-words = « {$words} »
answer-of-server = Réponse du serveur : {$answer}
answer-found = Raison : {$answer}
found-mailbox = gardé dans la messagerie intégrée
found-unreachable = le serveur d’envoi ne répond pas
found-late = le serveur d’envoi n’a pas répondu à temps ({$step})
found-lost = la connexion au serveur d’envoi a été coupée ({$step})
found-slow = l’envoi a pris trop de temps
found-no-smtp = ce que répond le serveur d’envoi est incompréhensible, ce n’est peut-être pas un serveur SMTP
found-certificate = le certificat du serveur d’envoi n’est pas digne de confiance
found-no-certificate-name = le nom du serveur d’envoi ne peut figurer dans aucun certificat
found-no-encryption = le serveur d’envoi n’offre pas de connexion chiffrée
found-no-password = le serveur d’envoi n’offre pas de connexion chiffrée, et le mot de passe ne part pas en clair
found-no-sign-in = le serveur d’envoi n’offre aucune identification connue (PLAIN, LOGIN)
found-no-address = l’adresse n’en est pas une
found-no-mail = aucun e-mail n’a pu en être fait
found-replaced = un message plus récent l’a remplacé
found-over = ce qu’il annonce n’est plus d’actualité
found-access-ended = l’accès a pris fin
found-revoked = l’invitation a été révoquée
found-deleted = la personne a été supprimée
found-accepted = l’invitation a été acceptée
found-answered = la demande a reçu sa réponse
mail-step-connect = connexion
mail-step-greeting = accueil
mail-step-tls = chiffrement
mail-step-sign-in = identification
mail-step-sender = expéditeur
mail-step-recipient = destinataire
mail-step-content = contenu

# Editing.
field-optional = {$field} (facultatif)
edit-title = Modifier {$name}
edit-save = Enregistrer
edit-save-over = Enregistrer ma version
edit-email-hint = À une nouvelle adresse part une nouvelle invitation ; le lien précédent ne fonctionne plus.
edit-change-email = Changer l’adresse de connexion
edit-notification-hint = Si les avis doivent aller ailleurs, à un secrétariat par exemple. Les liens de connexion vont toujours à l’adresse de connexion.
edit-conflict-title = Quelqu’un d’autre a modifié cette fiche entre-temps
edit-conflict-text = Rien n’est encore enregistré. Comparez, corrigez si besoin, puis enregistrez : votre version remplacera la sienne.
edit-conflict-caption = Ce qui diffère
edit-conflict-field = Champ
edit-conflict-theirs = Enregistré
edit-conflict-mine = Votre saisie

# The link of an invitation.
link-title = Lien d’invitation
link-of = Lien d’invitation de {$name}
link-deadline = Valable une seule fois, jusqu’au {$date}.
link-copy = Copier le lien
link-qr = QR code du lien d’invitation
link-expired-title = Cette invitation a expiré
link-expired-text = Son lien n’ouvre plus rien. Retransmettez l’invitation : un nouveau lien sera créé.

# What was done.
done-edit = La fiche de {$name} est enregistrée.
done-resend = L’invitation part de nouveau à l’adresse {$email}.
done-activate = {$name} a de nouveau accès au compte. Un message l’en informe.
done-activate-invited = Le message d’activation part à l’adresse {$email}.
done-reset-password = Les instructions pour choisir un nouveau mot de passe partent à l’adresse {$email}.
done-change-role = Le rôle de {$name} est changé.
done-end-sessions = Les sessions de {$name} sont fermées.
done-end-session = La session est fermée.
done-revoke = L’invitation de {$name} est révoquée.
done-deactivate = {$name} n’a plus accès au compte.
done-restore = {$name} est de retour dans la liste, sans accès pour l’instant.
done-create = {$name} fait partie du compte, sans accès pour l’instant.
done-create-invited = {$name} fait partie du compte. Le message d’activation part à l’adresse {$email}.
done-access-end = La fin d’accès de {$name} est enregistrée.
done-delete = {$name} ne figure plus dans la liste. Ses sessions et ses liens ne fonctionnent plus.
details-access-end-link = Modifier la fin d’accès
delete-undo = Annuler la suppression
