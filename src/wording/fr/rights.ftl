# Somebody's rights, and exceptions to the roles.
rights-title = Droits de {$name}
rights-lead = Rôle : {$role}. Ce que chaque rubrique permet à cette personne, et pourquoi.
rights-caption = Niveau dans chaque rubrique, et pourquoi
rights-change = Modifier
rights-change-of = Modifier : {$area}
rights-exception = Exception
rights-back = Droits
rights-done = Les droits sont enregistrés. Ils s’appliquent dès maintenant
rights-no-service = Le service n’est pas affecté
rights-exception-lasting = Exception : {$level}.
rights-exception-until = Exception : {$level}, jusqu’à la fin du {$date}.
rights-exception-no = Aucune exception.
rights-exception-by = Donnée par {$name}.
rights-exception-afterwards = Ensuite, exception sans date : {$level}.
rights-exception-without = Sans elle : {$level}.
rights-exception-title = {$area} : droits de {$name}
rights-exception-inherited = Sans exception : {$level}. { $why }.
rights-exception-text = Une exception l’emporte sur tous les rôles, en plus comme en moins, dans tout le compte. Elle s’applique dès la prochaine page ouverte.
rights-exception-level = Niveau dans cette rubrique
rights-exception-none = Comme le disent les rôles
rights-exception-ends-on = Dernier jour de l’exception (facultatif)
rights-exception-ends-on-hint = Ensuite, ce qui valait avant s’applique de nouveau. Sans date, elle dure, à la place de toute autre.
choose-level = Choisissez un niveau de la liste
details-rights = Droits par rubrique
details-rights-link = Voir les droits
# Qui peut…?
who-can-title = Qui peut… ?
who-can-lead = Choisissez une rubrique et un niveau : voici qui l’a, ou davantage, et pourquoi.
who-can-link = Qui peut… ?
who-can-area = Rubrique
who-can-level = Au moins
who-can-ask = Voir
who-can-export = Exporter (CSV)
who-can-file = droits
who-can-person = Personne
who-can-pages = Pages
who-can-next = Suivants
who-can-previous = Précédents
who-can-count = { $count ->
      [0] Personne n’a ce niveau dans cette rubrique.
      [one] {$count} personne a ce niveau, ou davantage.
     *[other] {$count} personnes ont ce niveau, ou davantage.
  }
who-can-nobody = Personne
who-can-nobody-text = Aucun utilisateur actif n’a ce niveau dans cette rubrique.
