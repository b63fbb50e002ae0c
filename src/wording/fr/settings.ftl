settings-title = Paramètres
settings-lead = Ce qui vaut pour toutes les personnes de votre compte.
settings-read-only = Vous pouvez lire ces paramètres, mais pas les modifier.
settings-conflict = Quelqu’un d’autre a modifié les paramètres entre-temps. Voici ce qui est enregistré ; enregistrez à nouveau pour le remplacer par ce que vous avez saisi.
settings-done-save = Les paramètres sont enregistrés.
settings-done-same = Rien n’a changé : les paramètres étaient déjà ceux-là.
settings-fact = {$label} : {$value}
settings-account = Compte
settings-name = Nom de l’organisation
settings-language = Langue par défaut
settings-language-hint = Celle des mails et des pages, tant qu’une autre n’est pas choisie pour la personne.
settings-people = Personnes et invitations
settings-domains = Domaines autorisés
settings-domains-hint = Un par ligne, par exemple exemple.fr. Vide : toutes les adresses. Les personnes déjà présentes restent.
settings-seats = Nombre maximal d’utilisateurs
settings-seats-hint = Invitations en attente comprises. Vide : sans limite.
settings-seats-limit = Invitations en attente comprises. L’hébergeur permet {$count} au plus ; vide : autant.
settings-invitation-days = Durée de vie d’une invitation, en jours
settings-invitation-days-hint = De {$least} à {$most}. Vide : {$count}, comme le serveur est réglé. Les liens déjà envoyés gardent leur échéance.
settings-sign-in = Connexion et mots de passe
settings-password-length = Longueur minimale d’un mot de passe
settings-password-length-hint = De 12 à 23 caractères. Vide : 12. Compte pour les mots de passe choisis à partir de maintenant.
settings-strict = Exiger des mots de passe très difficiles à deviner
settings-strict-text = Même par qui aurait du temps et beaucoup de machines. Une longue phrase inattendue convient.
settings-idle = Fermer une session inactive, en heures
settings-idle-hint = De {$least} à {$most}. Vide : {$count}, comme le serveur est réglé.
settings-session-days = Durée maximale d’une session, en jours
settings-session-days-hint = De {$least} à {$most}. Vide : {$count}, comme le serveur est réglé. Compte dès la prochaine page, pour toutes les sessions.
settings-reset-hours = Durée de vie d’un lien de mot de passe, en heures
settings-reset-hours-hint = De {$least} à {$most}. Vide : {$count}, comme le serveur est réglé.
settings-mails = Mails et adresse publique
settings-from = Expéditeur des mails
settings-address = Adresse des liens
settings-way = Envoi
settings-mails-sent = Par le serveur SMTP configuré
settings-mails-kept = Aucun serveur : les mails restent dans la boîte intégrée
settings-address-good = L’adresse publique est celle où vous lisez cette page, et elle est chiffrée.
settings-address-local = L’adresse publique n’existe que sur cette machine : les liens des mails ne s’ouvriront nulle part ailleurs. Réglez PARVIS_PUBLIC_URL.
settings-address-plain = L’adresse publique n’est pas chiffrée : mots de passe et liens circulent en clair. Mettez Parvis derrière un serveur HTTPS et réglez PARVIS_PUBLIC_URL.
settings-address-other = Les liens des mails mènent à {$address}, mais vous lisez cette page à {$host}. Si des personnes ne peuvent pas les ouvrir, réglez PARVIS_PUBLIC_URL.
settings-trial = Envoyer un mail d’essai
settings-trial-lead = Le mail part tout de suite, à votre propre adresse ; la réponse du serveur s’affiche ici.
settings-trial-none = Aucun serveur SMTP n’est configuré : rien n’est parti. Réglez PARVIS_SMTP_URL, puis redémarrez Parvis.
settings-trial-taken = Le serveur a accepté le mail pour {$address}.
settings-trial-taken-advice = S’il n’arrive pas, regardez dans les indésirables, puis vérifiez les enregistrements SPF et DKIM du domaine de l’expéditeur.
settings-trial-failed = Le mail d’essai n’est pas parti.
settings-trial-answer = Réponse :
settings-trial-advice-connect = Le serveur ne répond pas. Vérifiez son nom et son port dans PARVIS_SMTP_URL, et que cette machine peut le joindre.
settings-trial-advice-greeting = Le serveur refuse de parler à cette machine. Il n’accepte peut-être que certaines adresses, ou n’est pas un serveur d’envoi.
settings-trial-advice-tls = La connexion chiffrée échoue. Vérifiez le nom du serveur, son certificat, et si le port attend smtps:// ou smtp://.
settings-trial-advice-sign-in = Le serveur refuse l’identifiant. Vérifiez l’utilisateur et le mot de passe de PARVIS_SMTP_URL.
settings-trial-advice-sender = Le serveur refuse l’expéditeur. Choisissez dans PARVIS_MAIL_FROM une adresse que ce serveur a le droit d’utiliser.
settings-trial-advice-recipient = Le serveur refuse votre adresse. Vérifiez qu’elle existe et qu’il accepte d’envoyer vers l’extérieur.
settings-trial-advice-content = Le serveur refuse le message ou a mis trop de temps. Sa réponse dit pourquoi.
settings-policy-lead = Chaque texte publié reste consultable, avec qui l’a accepté et quand. Le texte se change dans PARVIS_POLICY_DIR.
settings-policy-version = Version {$version}
settings-policy-facts = { $count ->
    [0] Publiée le {$date}, acceptée par personne
    [one] Publiée le {$date}, acceptée par {$count} personne
   *[other] Publiée le {$date}, acceptée par {$count} personnes
}
settings-policy-current = En vigueur
settings-policy-read = Lire le texte
settings-policy-waiting = { $count ->
    [one] {$count} personne active ne l’a pas encore acceptée : elle le fera à sa prochaine visite.
   *[other] {$count} personnes actives ne l’ont pas encore acceptée : elles le feront à leur prochaine visite.
}
settings-policy-erased = Personne effacée
settings-policy-nobody = Personne ne l’a acceptée
settings-policy-name = Personne
settings-policy-date = Acceptée le
settings-policy-language = Langue du texte
settings-policy-digest = Empreinte du texte (SHA-256)
settings-policy-export = Exporter en CSV
settings-policy-file = acceptations
settings-policy-pages = Pages
settings-policy-first = Au début
settings-policy-next = Suivantes
