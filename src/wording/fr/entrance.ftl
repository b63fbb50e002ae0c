# Signing in.
sign-in-title = Connexion
sign-in-lead = Retrouvez les applications de votre organisation.
sign-in-button = Se connecter
sign-in-ended = Votre session avait pris fin
sign-in-ended-text = Rien n’a été envoyé, et rien n’est perdu : connectez-vous, votre saisie vous attendra.

# After signing in again.
resume-title = Votre saisie n’est pas encore envoyée
resume-text = Votre session avait pris fin entre-temps. Voulez-vous envoyer maintenant ce que vous aviez préparé ?
resume-send = Envoyer maintenant
resume-drop = Ne pas envoyer

# Creating an account.
setup-title = Créez le compte de votre organisation
setup-lead = Quelques mots sur votre organisation, puis sur vous. Vous en serez le titulaire et le premier administrateur.
setup-organisation = Votre organisation
setup-you = Vous
setup-name-hint = Il figure dans chaque invitation.
setup-language-hint = Celle des messages et des pages, sauf choix contraire de chacun.
setup-email-hint = Elle vous servira à vous connecter.
setup-button = Créer le compte
setup-once = Ce lien ne sert qu’une fois : il s’éteint dès que le compte existe.

# Joining.
join-title = Votre invitation
join-invited-by = {$inviter} vous invite à rejoindre
join-invited = Invitation à rejoindre
join-address = Votre adresse
join-role = Votre rôle
join-deadline = Valable jusqu’au
join-password = Définir un mot de passe
join-button = Rejoindre {$account}
join-unexpected = Vous n’attendiez pas cette invitation ? Fermez cette page : rien n’a été créé.
join-dead-title = Ce lien ne sert plus
join-expired-title = Cette invitation a expiré
join-expired-text = Elle était valable jusqu’au {$date}. Rien n’est perdu : demandez un nouveau lien, il partira aussitôt à l’adresse {$email}.
join-replaced-title = Un message plus récent vous a été envoyé
join-replaced-text = Ce lien a été remplacé le {$date} : ouvrez celui du message le plus récent reçu à l’adresse {$email}. S’il n’est pas arrivé, demandez-en un autre.
join-revoked-title = Cette invitation a été révoquée
join-revoked-text = Si vous pensez qu’il s’agit d’une erreur, contactez {$inviter}.
join-used-title = Cette invitation a déjà servi
join-used-elsewhere = Connectez-vous avec votre adresse actuelle et le mot de passe que vous avez choisi.
join-used-text = Connectez-vous avec l’adresse {$email} et le mot de passe que vous avez choisi.
join-ask = Recevoir un nouveau lien
join-asked-title = Un nouveau lien est en route
join-asked-text = Il part à l’adresse {$email}
join-asked-spam = S’il n’arrive pas d’ici quelques minutes, regardez dans les courriers indésirables.
join-kept-title = Un nouveau lien est prêt
join-kept-text = Il est pour l’adresse {$email}
join-kept-next = Ce Parvis n’envoie pas encore de messages : demandez le lien à la personne qui vous invite, ou à un administrateur.
join-other-title = La session de {$name} est ouverte sur ce navigateur
join-other-text = Cette invitation est pour {$email}. Pour l’accepter, il faut d’abord quitter la session en cours.
join-switch = Changer d’utilisateur
join-stay = Rester connecté

# The privacy policy.
policy-title = Politique de confidentialité
policy-accept = J’ai bien lu et j’accepte la politique de confidentialité
policy-button = Accepter et continuer
policy-proof = Nous gardons la preuve de votre accord : version, langue, date, adresse IP et navigateur. Pour refuser, il suffit de vous déconnecter : votre accès vous attendra.

# Home.
home-title = Accueil
home-greeting = Bonjour {$name}
home-lead = Retrouvez ici les applications de votre organisation.
home-services = Vos services
home-shortcuts = Raccourcis
home-more-areas = { $count ->
      [one] et {$count} autre rubrique
     *[other] et {$count} autres rubriques
  }
home-empty-title = Aucun service pour l’instant
home-empty-text = Vos services apparaîtront ici dès qu’un administrateur vous les aura affectés.
home-empty-ask = Demandez à {$name}, titulaire du compte, ceux qu’il vous faut : ils apparaîtront ici.
home-invite = Inviter
home-invite-text = Collez une liste d’adresses, choisissez un rôle, envoyez.
home-users-text = Qui est là, qui est invité, qui n’a pas encore répondu.
home-services-text = Ajoutez vos applications, et dites qui les a.
home-mailbox-text = Les messages, tant qu’aucun serveur d’envoi n’est réglé.
