# Roles and the table of rights.
roles-title = Rôles
roles-lead = Un rôle dit, rubrique par rubrique, ce que l’on peut faire. Chaque utilisateur en a un.
roles-add = Créer un rôle
roles-search = Chercher un rôle par son nom
roles-search-button = Chercher
roles-search-none = Aucun rôle ne porte ce nom.
roles-people = { $count ->
      [0] Personne ne l’a.
      [one] {$count} personne l’a.
     *[other] {$count} personnes l’ont.
  }
roles-edit-title = Modifier le rôle
roles-built-in = intégré
roles-custom = personnalisé
roles-duplicate = Dupliquer
roles-copy-of = { $name } (copie)
roles-done-save = Le rôle est enregistré. Il s’applique dès maintenant
roles-done-delete = Le rôle est supprimé
roles-reach = À quoi s’applique-t-il ?
roles-reaches = Il s’applique à : { $reach }.
role-reach-own = ce qui est à soi
role-reach-department = les départements de la personne
role-reach-account = tout le compte
role-reach-text-own = Dans les services, ce que l’on y fait soi-même ; n’ouvre ni les utilisateurs ni les pages du compte.
role-reach-text-department = Les personnes et les services de ses départements ; n’ouvre ni les rôles, ni le catalogue des services, ni les paramètres, ni la facturation, ni les statistiques.
role-reach-text-account = Tout ce que le tableau ci-dessous permet, qui que cela concerne.
roles-table = Ce qu’il permet
roles-presets = Remplir tout le tableau
roles-preset-nothing = Rien
roles-preset-reads = Tout consulter
roles-preset-prepares = Tout préparer
roles-preset-everything = Tout
roles-like = Comme le rôle
roles-like-fill = Reprendre
roles-preview-title = Ce qui changera à l’enregistrement
roles-preview-nobody = Personne ne gagne ni ne perd rien.
roles-preview-more = { $count ->
      [one] {$count} autre changement, à relire avant d’enregistrer.
     *[other] {$count} autres changements, à relire avant d’enregistrer.
  }
roles-beyond = Vous ne pouvez pas donner ce que vous n’avez pas vous-même — { $wishes }.
roles-beyond-rest = { $count ->
      [one] et {$count} autre rubrique
     *[other] et {$count} autres rubriques
  }
roles-of-departments = Dans un département
roles-of-departments-lead = Une personne peut avoir l’un de ces rôles dans chacun de ses départements. Il s’ajoute à son rôle dans le compte, pour les services qu’elle a ; un service peut plafonner les Département admins au niveau Éditeur.
roles-own-areas = Parvis
roles-all-services = Tous les services
roles-services-hint = Pour les services auxquels la personne a accès. Une rubrique peut avoir un niveau à elle.
roles-like-all = Comme tous
roles-closed-built-in = Ce rôle est fourni avec Parvis : il ne se modifie pas et ne se supprime pas. Dupliquez-le pour en faire un qui soit à vous.
roles-closed-beyond = Ce rôle donne plus que ce que vous avez vous-même.
roles-closed-back = Revenir au rôle
roles-conflict = Quelqu’un d’autre a modifié ce rôle entre-temps
roles-review-title = Avant d’enregistrer « { $name } »
roles-review-lead = Voici ce qui change, et pour qui.
roles-review-account = { $area } (dans tout le compte)
roles-review-departments = { $area } (dans leurs départements)
roles-review-lose = { $count ->
      [one] {$count} personne perd { $area } : { $before } → { $after }
     *[other] {$count} personnes perdent { $area } : { $before } → { $after }
  }
roles-review-gain = { $count ->
      [one] {$count} personne gagne { $area } : { $before } → { $after }
     *[other] {$count} personnes gagnent { $area } : { $before } → { $after }
  }
roles-review-others = { $count ->
      [one] {$count} autre personne a ce rôle : il en va de même pour elle, sauf exception.
     *[other] {$count} autres personnes ont ce rôle : il en va de même pour elles, sauf exceptions.
  }
review-save = Enregistrer
review-others = { $count ->
      [one] Voir {$count} autre nom
     *[other] Voir {$count} autres noms
  }
review-back = Revenir au formulaire
roles-delete-title = Supprimer le rôle « { $name } » ?
roles-delete-nobody = Personne n’a ce rôle.
roles-delete-people = { $count ->
      [one] {$count} personne a ce rôle. Dites quel rôle elle aura à la place.
     *[other] {$count} personnes ont ce rôle. Dites quel rôle elles auront à la place.
  }
roles-delete-other = Rôle qui le remplace
choose-reach = Dites à quoi le rôle s’applique
choose-levels = Choisissez un niveau sur chaque ligne
