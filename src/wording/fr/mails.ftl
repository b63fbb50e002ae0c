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
mail-invitation-later = Par la suite, vous vous connecterez avec { $email } à l’adresse { $address }

mail-copy = Si le bouton ne s’ouvre pas, copiez cette adresse dans votre navigateur :

mail-activated-title = Votre accès à { $account } est activé
mail-activated-text = Vous pouvez de nouveau vous connecter à { $account }, avec votre mot de passe habituel.
mail-activated-button = Se connecter
mail-activated-forgotten = Si vous ne le connaissez plus, la page de connexion permet d’en choisir un autre.

mail-trial-subject = E-mail d’essai de { $account }
mail-trial-title = Les e-mails partent
mail-trial-text = Cet e-mail d’essai, demandé dans les paramètres de { $account }, est bien arrivé. Il n’y a rien à faire.
mail-trial-button = Revenir aux paramètres

mail-reminder-subject = Votre invitation à rejoindre { $account } expire bientôt
mail-reminder-title = Votre invitation expire bientôt
mail-reminder-invited = { $inviter } attend votre réponse à son invitation à rejoindre { $account }.
mail-reminder-invited-by-account = { $account } attend votre réponse à son invitation.
mail-reminder-last = C’est le seul rappel que vous recevrez.

mail-access-ends-title = Votre accès à { $account } se termine le { $date }
mail-access-ends-text = Votre accès à { $account } se termine à la fin du { $date }. Ensuite, vous ne pourrez plus vous connecter.
mail-access-ends-longer = S’il vous le faut plus longtemps, demandez-le à un administrateur.
mail-access-ends-of-title = L’accès de { $name } se termine le { $date }
mail-access-ends-of-text = L’accès de { $name } à { $account } se termine à la fin du { $date }, comme vous l’avez décidé. Rien n’est à faire si cela vous convient.
mail-access-ends-of-button = Changer cette date

mail-expired-title = { $count ->
      [one] Une invitation a expiré sans réponse
     *[other] { $count } invitations ont expiré sans réponse
  }
mail-expired-text = { $name } n’a pas répondu à votre invitation à rejoindre { $account }. Elle vient d’expirer.
mail-expired-text-many = { $count } personnes n’ont pas répondu à vos invitations à rejoindre { $account }. Elles viennent d’expirer.
mail-expired-what = Retransmettre une invitation envoie un nouveau lien ; la révoquer rend sa place.
mail-expired-button = Voir les utilisateurs
