# Oneself.
me-title = Mon profil
me-pages = Mes pages
me-menu = Mon profil et mes sessions
me-done-profile = Votre profil est enregistré
me-done-password = Votre mot de passe est changé. Vos autres sessions sont fermées
me-done-session = La session est fermée
me-done-sessions = Vos autres sessions sont fermées
me-profile-title = Profil
me-edit = Modifier
me-none = aucun
me-notices-to-email = l’adresse de connexion
me-access-title = Connexion
me-address-change = Changer d’adresse
me-password-change = Changer de mot de passe
me-policy-title = Politiques de confidentialité acceptées
me-policy-version = Politique de confidentialité, version {$version}
me-policy-digest = Empreinte SHA-256 du texte

# Editing the profile.
me-edit-title = Modifier mon profil
me-optional = Facultatif.
me-language-hint = Celle des pages et des messages. Elle change aussitôt.
me-notification-email-hint = Facultatif : où envoyer les avis, si ce n’est pas à votre adresse de connexion.
me-save = Enregistrer
me-edit-conflict-title = Quelqu’un d’autre a modifié votre profil entre-temps
me-edit-conflict-text = Votre saisie est gardée. Sous chaque champ qui diffère, voici ce qui est enregistré : corrigez, puis enregistrez.
me-edit-meanwhile = Enregistré entre-temps : {$value}

# The password.
me-password-title = Changer de mot de passe
me-password-lead = Vos autres sessions seront fermées, et un message vous en avertira.
me-password-present = Mot de passe actuel
me-password-new = Nouveau mot de passe
me-password-button = Changer le mot de passe

# Sessions.
me-sessions-title = Sessions
me-sessions-lead = Les navigateurs où vous êtes connecté. Si vous n’en reconnaissez pas un, fermez-le et changez de mot de passe.
me-session-this = cette session
me-session-seen = Vue le {$time}, depuis {$address}
me-session-since = Ouverte le {$time}
me-session-end = Fermer
me-session-end-of = Fermer la session {$device}
me-session-end-title = Fermer la session {$device} ?
me-session-end-text = Ouverte le {$since}, vue en dernier depuis {$address}. Ce navigateur devra se connecter de nouveau.
me-sessions-end = Fermer toutes les autres
me-sessions-end-title = Fermer toutes les autres sessions ?
me-sessions-end-text = { $count ->
      [0] Aucune autre session n’est ouverte.
      [one] {$count} navigateur devra se connecter de nouveau. Celui-ci reste connecté.
     *[other] {$count} navigateurs devront se connecter de nouveau. Celui-ci reste connecté.
  }

# Rights.
me-rights-title = Droits
me-rights-role = Mes droits : {$role}
me-rights-caption = Mon niveau dans chaque rubrique, et pourquoi
me-rights-area = Rubrique
me-rights-level = Niveau
me-rights-why = Pourquoi
me-rights-by-role = Par le rôle {$role}
me-rights-by-exception = Par une exception
me-rights-by-department = Par le rôle { $role } dans le département { $department }
me-no-department = Vous n’êtes dans aucun département.
me-no-service = Aucun service ne vous est attribué.
area-users = Utilisateurs
area-roles = Rôles
area-departments = Départements
area-services = Services
area-history = Historique
area-settings = Paramètres
area-billing = Facturation
area-analytics = Statistiques
area-exports = Exports
area-support = Support des autres comptes
level-none = Aucun
level-guest = Invité
level-editor = Éditeur
level-approver = Approbateur
level-means-none = pas d’accès
level-means-guest = consulter
level-means-editor = consulter et modifier
level-means-approver = consulter, modifier et valider
reach-own = pour ce qui est à vous
reach-department = pour votre département
reach-account = pour tout le compte

# History and data.
me-history-title = Historique
me-history-lead = Ce que vous avez fait, et ce qui a été fait à votre sujet.
me-data-title = Mes données
me-data-lead = Tout ce que Parvis conserve à votre sujet, à lire ici ou à emporter : ce sont vos droits d’accès et à la portabilité (RGPD, articles 15 et 20).
me-data-json = Télécharger en JSON
me-data-newest = Voici le plus récent ; le fichier JSON contient tout.
held-access = Rôle et accès
held-departments = Départements
held-services = Services
held-users = Identité
held-sessions = Sessions
held-invitations = Invitations
held-messages = Messages envoyés
held-resets = Réinitialisations du mot de passe
held-address-changes = Changements d’adresse
held-access-requests = Demandes d’accès
held-exceptions = Exceptions aux rôles
held-acceptances = Politiques acceptées
held-ending-accepted = acceptée
held-ending-revoked = révoquée
held-ending-replaced = remplacée par une demande plus récente
held-ending-used = le mot de passe a été changé
held-ending-withdrawn = retirée
held-ending-undone = annulée
held-field-email = Adresse e-mail
held-field-first-name = Prénom
held-field-last-name = Nom
held-field-phone = Téléphone
held-field-notification-email = Adresse pour les avis
held-field-language = Langue
held-field-state = État
held-field-version = Version
held-field-created-at = Créé le
held-field-invited-at = Invité le
held-field-activated-at = Activé le
held-field-signed-in-at = Dernière connexion
held-field-access-ends-at = Fin de l’accès
held-field-deleted-at = Supprimé le
held-field-seen-at = Vu le
held-field-address = Adresse
held-field-agent = Navigateur
held-field-expires-at = Expire le
held-field-ended-at = Terminé le
held-field-answered-at = Répondu le
held-field-reason = Raison
held-field-area = Rubrique
held-field-level = Niveau
held-field-ends-at = Jusqu’au
held-field-set-at = Fixé le
held-field-ending = Issue
held-field-opened-at = Ouverte le
held-field-message = Message joint
held-field-kind = Objet
held-field-attempts = Essais
held-field-answer = Réponse du serveur
held-field-sent-at = Envoyé le
held-field-old-email = Ancienne adresse
held-field-new-email = Nouvelle adresse
held-field-confirmed-at = Confirmé le
held-field-accepted-at = Accepté le
held-field-digest = Empreinte du texte
