# Departments and services.
departments-title = Départements
departments-lead = Les parties de votre organisation. Une personne a un rôle dans chacun des siens.
departments-empty-title = Aucun département
departments-empty-text = Un compte peut très bien s’en passer. Le premier apparaîtra ici.
departments-add = Ajouter un département
departments-edit-title = Modifier un département
departments-delete = Supprimer le département
departments-delete-text = Personne n’y est : rien ne sera perdu que son nom.
services-title = Services
services-lead = Les applications et les modules auxquels vos utilisateurs ont accès.
services-empty-title = Aucun service
services-empty-text = Ajoutez une application : vous pourrez ensuite l’affecter à vos utilisateurs.
services-add = Ajouter un service
services-edit-title = Modifier un service
services-delete = Supprimer le service
services-delete-text = Il n’est affecté à personne : rien ne sera perdu que son nom.
services-url = Adresse web (facultatif)
services-url-hint = Celle qui s’ouvre quand on choisit le service, comme https://exemple.fr
named-people = { $count ->
      [0] personne
      [one] {$count} personne
     *[other] {$count} personnes
  }
named-add = Ajouter
named-edit = Modifier
named-edit-of = Modifier {$name}
named-save = Enregistrer
named-delete = Supprimer
named-delete-not-empty = { $count ->
      [one] {$count} personne y est encore : retirez-la d’abord.
     *[other] {$count} personnes y sont encore : retirez-les d’abord.
  }
named-done-add = Ajouté
named-done-rename = Enregistré
named-done-delete = Supprimé
department-role-viewer = Viewer
department-role-operator = Operator
department-role-admin = Département admin
department-role-text-viewer = Consulte, dans son département seulement.
department-role-text-operator = Consulte et exécute, et ne voit que ses propres envois.
department-role-text-admin = Tout, dans son département : il y ajoute aussi des personnes.
