# Les mails. Le texte et le HTML disent les mêmes mots.
mail-sender = { $account } via Parvis
mail-greeting = Bonjour,
mail-greeting-by-name = Bonjour { $name },
mail-unexpected-title = Vous n’attendiez pas ce message ?
mail-unexpected = Ignorez-le, tout simplement : si personne n’ouvre ce lien pour s’inscrire, rien ne se passe.
mail-no-password = Personne ne vous demandera jamais votre mot de passe par e-mail.
mail-footer = Message automatique, envoyé par Parvis pour { $account }.

mail-invitation-subject = { $inviter } vous invite à rejoindre { $account }
mail-invitation-subject-of-account = Invitation à rejoindre { $account }
mail-invitation-title = Invitation à rejoindre { $account }
mail-invitation-invited = { $inviter } vous invite à rejoindre { $account } avec le rôle « { $role } ».
mail-invitation-invited-by-account = { $account } vous invite avec le rôle « { $role } ».
mail-invitation-quoted = Le message de { $inviter } :
mail-invitation-quoted-of-account = Le message joint à l’invitation :
mail-invitation-how = Pour entrer, indiquez votre nom et choisissez un mot de passe : une minute suffit.
mail-invitation-button = Connexion
mail-invitation-deadline = Ce lien n’est que pour vous. Il fonctionne une seule fois, jusqu’au { $deadline } (fuseau horaire : { $zone }).
mail-invitation-later = Par la suite, vous vous connecterez à l’adresse { $address }

mail-copy = Si le bouton ne s’ouvre pas, copiez cette adresse dans votre navigateur :

mail-activated-title = Votre accès à { $account } est activé
mail-activated-text = Vous pouvez de nouveau vous connecter à { $account }, avec votre mot de passe habituel.
mail-activated-button = Se connecter
mail-activated-forgotten = Si vous ne le connaissez plus, la page de connexion permet d’en choisir un autre.
