# What surrounds every page.
skip-link = Aller au contenu
nav-main = Principale
nav-menu = Menu
sign-out = Se déconnecter
notice-label = Envoi des messages
notice-unsent = Les messages ne sont pas envoyés : aucun serveur d’envoi n’est configuré.
notice-mailbox = Les lire dans la messagerie intégrée
notice-alarm = Les messages ne partent plus : le serveur d’envoi nous refuse. Sa réponse : {$answer}. Rien n’est perdu, l’envoi reprendra de lui-même.
notice-alarm-found = Les messages ne partent plus : {$answer}. Rien n’est perdu, l’envoi reprendra de lui-même.

# Dialogs.
cancel = Annuler
close = Fermer
locked = accès restreint

# Between things that are said one after the other.
list-separator = {" ; "}

# Errors.
errors-title = Il y a un problème
error-prefix = Erreur : {$title}
error-code = Erreur {$code}
error-reference = Référence à donner si vous demandez de l’aide :
error-home = Revenir à l’accueil
error-not-found-title = Cette page n’existe pas
error-not-found-text = L’adresse est peut-être incomplète, ou ce qu’elle montrait a été supprimé. Vérifiez-la, ou repartez de l’accueil.
error-not-allowed-title = Votre rôle ne donne pas accès à cette page
error-not-allowed-text = Elle est réservée à d’autres rôles. Rien n’a été modifié.
error-elsewhere-title = Cette demande n’est pas partie de Parvis
error-elsewhere-text = Elle est partie d’une page d’une autre adresse : rien n’a été modifié. Si c’est bien Parvis que vous utilisiez, ouvrez-le à l’adresse {$address} et recommencez.
error-too-large-title = C’est trop long
error-too-large-text = Ce que vous avez envoyé dépasse ce que cette page accepte. Revenez en arrière et envoyez-le en plusieurs fois.
error-too-many-title = Trop de tentatives
error-too-many-text = Patientez un moment, puis réessayez.
error-unavailable-title = Parvis ne répond pas pour l’instant
error-unavailable-text = Rien n’a été modifié. Réessayez dans quelques instants.
error-bad-request-title = Cette demande n’a pas été comprise
error-bad-request-text = Elle est incomplète ou ne vient pas d’une page de Parvis. Revenez en arrière et réessayez.
error-internal-title = Une erreur s’est produite
error-internal-text = La faute est de notre côté. Réessayez ; si l’erreur revient, donnez la référence ci-dessous à votre administrateur.

# Fields.
field-email = Adresse e-mail
field-password = Mot de passe
field-first-name = Prénom
field-last-name = Nom
field-name = Nom
field-account-name = Nom de l’organisation
field-language = Langue
field-language-unwritten = {$language} (en anglais pour l’instant)
field-phone = Téléphone
field-notification-email = Adresse de notification

# What is wrong with a field.
empty-first-name = Saisissez le prénom
empty-name = Saisissez le nom
empty-ends-on = Choisissez le dernier jour
empty-last-name = Saisissez le nom
empty-account-name = Saisissez le nom de l’organisation
empty-password = Saisissez le mot de passe
choose-language = Choisissez une langue
choose-department = Choisissez un département
choose-department-role = Choisissez un rôle dans le département
choose-services = Un des services choisis n’existe plus : vérifiez-les
choose-role = Choisissez un rôle
gone-department = Ce département n’existe plus. Choisissez-en un autre
gone-role = Ce rôle n’existe plus. Choisissez-en un autre
changed-form = Ce formulaire a déjà été envoyé avec un autre contenu. Vérifiez-le, puis envoyez-le de nouveau
changed-level = La demande porte maintenant sur un autre niveau. Relisez-la, puis répondez
changed-shown = Quelqu’un a changé cela entre-temps : la valeur actuelle figure ci-dessous. Vérifiez, puis enregistrez de nouveau
changed-accepted = La politique a changé depuis son affichage. Lisez la nouvelle version ci-dessous
problem-too-long = {$most} caractères au plus
problem-tick = Cochez la case pour accepter la politique de confidentialité
problem-address-taken = Cette adresse est déjà celle d’un utilisateur. Connectez-vous, ou choisissez-en une autre
problem-sign-in-refused = L’adresse ou le mot de passe ne convient pas
problem-too-many = Trop de tentatives. Réessayez dans {$wait}
problem-beyond-own-rights = Ce rôle donne plus de droits que vous n’en avez. Demandez à un administrateur
problem-beyond-inviter = Ce rôle donne plus de droits que n’en a la personne qui invite. Demandez à un administrateur
problem-no-address = Saisissez au moins une adresse
problem-phone-character = Un numéro n’a que des chiffres, des espaces et un + au début
problem-phone-length = Un numéro a de 3 à 15 chiffres
problem-day = Saisissez un jour, comme 31/12/2026
problem-domain = Saisissez des domaines, un par ligne, comme exemple.fr
problem-too-many-domains = {$most} domaines au plus
problem-day-before-exception = Une exception dure déjà plus longtemps dans cette rubrique : choisissez un jour qui ne vienne pas avant sa fin
problem-past-day = Ce jour est passé : choisissez-en un à venir
problem-day-too-far = Choisissez un jour dans les {$days} prochains jours
problem-outcome-already-active = Cette adresse est celle d’un utilisateur actif
problem-outcome-already-invited = Cette adresse est celle d’une personne déjà invitée
problem-outcome-already-inactive = Cette adresse est celle d’un utilisateur inactif : activez-le depuis la liste
problem-outcome-already-deleted = Cette adresse est celle d’un utilisateur supprimé récemment : restaurez-le depuis la liste
problem-outcome-elsewhere = Cette adresse est déjà utilisée ailleurs
problem-outcome-no-seat = Aucune place n’est libre : terminez sans envoyer l’e-mail, ou libérez une place
problem-outcome-daily-limit = Votre compte a envoyé toutes les invitations qu’il peut envoyer en un jour : terminez sans envoyer l’e-mail, ou réessayez demain
problem-outcome-other-domain = Votre compte n’accepte pas les adresses de ce domaine
problem-name-taken = Ce nom est déjà pris
problem-too-many-areas = {$most} rubriques au plus
problem-too-many-areas-in-all = {$most} rubriques au plus pour tous les services du compte
problem-too-many-services = {$most} services au plus par compte
problem-not-held = Vous ne pouvez étendre qu’un service que vous avez vous-même
problem-link = Saisissez une adresse complète, comme https://exemple.fr
problem-too-many-addresses = {$most} adresses au plus en une fois
wait-seconds = { $count ->
      [one] {$count} seconde
     *[other] {$count} secondes
  }
wait-minutes = { $count ->
      [one] {$count} minute
     *[other] {$count} minutes
  }
address-problem-empty = Saisissez une adresse e-mail
address-problem-no-at = Il manque le signe @, comme dans prenom@exemple.fr
address-problem-several-at = Une seule adresse à la fois, avec un seul signe @
address-problem-no-local-part = Il manque ce qui précède le signe @
address-problem-no-domain = Il manque ce qui suit le signe @, comme exemple.fr
address-problem-domain-without-dot = Après le signe @, il faut un nom complet, comme exemple.fr
address-problem-bad-character = Une adresse ne peut pas contenir « {$character} »
address-problem-hidden-character = Une adresse ne peut contenir ni espace ni caractère invisible
address-problem-too-long = Cette adresse est trop longue
address-problem-local-part-not-ascii = Avant le signe @, les lettres accentuées ne sont pas acceptées par les serveurs de messagerie
address-problem-misplaced-dot = Un point est mal placé avant le signe @
address-problem-bad-domain = Ce qui suit le signe @ n’est pas un nom de domaine
password-problem-short = {$count} caractères au moins : une phrase convient très bien
password-problem-long = {$count} caractères au plus
password-problem-own-words = Ce mot de passe reprend votre nom, votre adresse ou celui de l’organisation. Choisissez-en un autre
password-problem-guessable = Ce mot de passe se devine trop vite. Choisissez une phrase plus longue ou plus inattendue

# Passwords.
password-show = Afficher le mot de passe
password-rules = Règles du mot de passe
password-rule-length = {$count} caractères au moins ; une phrase convient très bien
password-rule-own-words = Ni votre nom, ni votre adresse, ni le nom de l’organisation
password-rule-guessable = Difficile à deviner : ni suite, ni mot de passe courant
password-rule-strict = Très difficile à deviner : une longue phrase inattendue
password-generate = Générer un mot de passe sûr
password-generated = Mot de passe généré
password-copy = Copier
password-copied = Copié
password-suggestion = Un mot de passe sûr, à noter si vous le choisissez :

# Roles and states.
role-administrator = Administrateur
role-user = Utilisateur
role-member = Membre
role-text-administrator = Tous les droits : inviter, gérer les utilisateurs et régler le compte.
role-text-user = Les services qui lui sont affectés, et rien d’autre.
role-text-member = Le travail quotidien, sans les paramètres ni les données financières.
role-text-custom = Rôle propre à votre organisation.
state-active = Actif
state-inactive = Inactif
state-invited = Invité
state-deleted = Supprimé
