support-title = Accès du support
support-lead = Laissez les personnes qui exploitent Parvis regarder dans votre compte, jusqu’au jour que vous choisissez. Tout ce qu’elles y font est dans l’historique, sous leur nom.
support-is-on = Activé
support-is-off = Désactivé
support-on = Jusqu’au {$date}, niveau {$level}
support-people = { $count ->
    [one] Cet accès concerne {$count} personne active de votre compte : tout ce qu’on sait d’elle dans Parvis.
   *[other] Cet accès concerne les {$count} personnes actives de votre compte : tout ce qu’on sait d’elles dans Parvis.
}
support-agents = Dans votre compte
support-seen = Vu pour la dernière fois le {$date}
support-allow-title = Activer l’accès
support-change-title = Modifier l’accès
support-level = Jusqu’à quel niveau ?
support-level-guest = Consulte les personnes, les droits, l’historique et les paramètres.
support-level-editor = Prépare aussi : corrige les informations d’une personne, un rôle ou un service. N’invite, n’active ni ne supprime personne.
support-ends-on = Jusqu’au
support-ends-on-hint = Ce jour compris, au plus tard dans 30 jours.
support-password = Votre mot de passe
support-password-hint = Pour confirmer que c’est bien vous.
support-allow = Activer pour tout le compte
support-change = Enregistrer
support-end = Désactiver maintenant
support-see = Voir l’accès du support
support-inside = {$name}, du support, est dans votre compte.
support-done-allow = L’accès du support est activé.
support-done-end = L’accès du support est désactivé.
agent-title = Support
agent-lead = Les comptes qui vous laissent entrer, jusqu’à quand et jusqu’à quel niveau.
agent-inside = Vous êtes dans le compte {$account} en tant que support, jusqu’au {$date}. Tout ce que vous y faites est dans son historique.
agent-banner = Vous êtes dans le compte {$account} en tant que support, jusqu’au {$date}.
agent-leave = Quitter
agent-enter = Entrer
agent-enter-account = Entrer dans le compte {$account}
agent-empty-title = Aucun compte ne vous laisse entrer
agent-empty-text = L’accès s’active dans les paramètres du compte, par la personne qui demande de l’aide.
