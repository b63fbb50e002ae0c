# Departments.
departments-title = Départements
departments-lead = Les parties de votre organisation. Une personne a un rôle dans chacun des siens.
departments-empty-title = Aucun département
departments-empty-text = Un compte peut très bien s’en passer. Le premier apparaîtra ici.
departments-add = Ajouter un département
departments-rename = Renommer
departments-invite = Inviter dans ce département
departments-no-services = Aucun service ne lui est affecté
departments-done-add = Le département est ajouté.
departments-done-rename = Le nouveau nom est enregistré.
departments-done-delete = Le département est supprimé.
departments-done-merge = Les deux départements n’en font plus qu’un.
departments-merge = Fusionner
departments-merge-title = Fusionner {$name} avec un autre département ?
departments-merge-people = { $count ->
      [0] Ce département est vide : seul son nom disparaît.
      [one] {$count} personne va dans le département d’accueil. Elle y garde son rôle, ou celui, plus élevé, qu’elle y a déjà ; un Viewer qui devient Operator n’y voit plus que ses propres envois.
     *[other] {$count} personnes vont dans le département d’accueil. Chacune y garde son rôle, ou celui, plus élevé, qu’elle y a déjà ; un Viewer qui devient Operator n’y voit plus que ses propres envois.
  }
departments-merge-services = Ce qui vient avec ce département cesse pour elles, sauf ce que le département d’accueil donne aussi : {$services}.
departments-merge-for-good = Le département fusionné ne revient pas. L’historique garde ce qui s’y est passé.
departments-delete-title = Supprimer {$name} ?
departments-delete-people = { $count ->
      [0] Ce département est vide : seul son nom disparaît.
      [one] {$count} personne y est. Dites où elle va.
     *[other] {$count} personnes y sont. Dites où elles vont.
  }
departments-delete-services = Ce qui vient avec ce département cesse aussitôt pour elles : {$services}.
departments-delete-for-good = Un département supprimé ne revient pas. L’historique garde ce qui s’y est passé.
departments-fate = Que deviennent les personnes de ce département ?
departments-fate-into = Elles vont dans un autre département
departments-fate-into-text = Chacune y garde son rôle, ou celui, plus élevé, qu’elle y a déjà ; un Viewer qui devient Operator n’y voit plus que ses propres envois.
departments-fate-out = Elles quittent simplement le département
departments-fate-out-text = Elles restent dans le compte, avec leur rôle et leurs autres départements.
departments-into = Département d’accueil
choose-into = Choisissez le département d’accueil
choose-departments = Choisissez parmi les départements proposés
choose-fate = Dites ce que deviennent les personnes de ce département
named-see-people = Voir les personnes
named-people = { $count ->
      [0] aucune personne
      [one] {$count} personne
     *[other] {$count} personnes
  }
named-add = Ajouter
named-edit = Modifier
named-save = Enregistrer
named-delete = Supprimer
# Les départements et les services d'une personne.
places-title = Départements de {$name}
places-lead = Une personne peut être dans plusieurs départements, avec un rôle dans chacun.
places-none = Aucun département.
places-add = Ajouter à un département, ou y changer de rôle
places-leave = Retirer
places-leave-of = Retirer de {$name}
places-done = Le département est enregistré.
places-done-leave = La personne n’est plus dans ce département.
assigned-title = Services de {$name}
assigned-lead = Ce que vous cochez lui est affecté en propre. Cela prend effet dès sa prochaine page.
assigned-anyway = Cette personne l’a de toute façon.
assigned-done = Les services sont enregistrés.
details-departments-link = Modifier les départements
details-services-link = Modifier les services
# Services, and the roles in departments.
services-title = Services
services-lead = Les applications et les modules auxquels vos utilisateurs ont accès.
services-empty-title = Aucun service
services-empty-text = Ajoutez une application : vous pourrez ensuite l’affecter à vos utilisateurs.
services-add = Ajouter un service
services-edit-title = Modifier un service
services-url = Adresse web (facultatif)
services-url-hint = Celle qui s’ouvre quand on choisit le service, comme https://exemple.fr
department-role-viewer = Viewer
department-role-operator = Operator
department-role-admin = Département admin
department-role-text-viewer = Consulte, dans son département seulement.
department-role-text-operator = Consulte et exécute, et ne voit que ses propres envois.
department-role-text-admin = Tout, dans son département : il y ajoute aussi des personnes.
